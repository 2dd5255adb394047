import { expect, waitUntil } from '@open-wc/testing';
import { beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { lastingGrants, sampleHandOff } from '../../stories/lasting-grants.ts';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { samplePathOf } from '../../stories/sample-paths.ts';
import { refusal } from '../../stories/staged-element.ts';
import { partOf, shows, textOf } from './scene.ts';
import { actionOf, press, stage, stageGrant } from './staging.ts';

beforeEach(() => localStorage.clear());

const names = Object.keys(lastingGrants) as (keyof typeof lastingGrants)[];

/** Each panel, with a grant that has it and the words that open it. */
const panels = [
  ['upgrade', 'trial', 'Keep the connection'],
  ['upgrade, of two', 'trialWithTwoWays', 'Keep the connection'],
  ['extend, by a session', 'connectedLasting', 'Add Cost Insights'],
  ['extend, by a role that trusts OIDC', 'connectedLasting', 'Add Log Search'],
  ['disconnect', 'connectedLasting', 'Disconnect'],
  ['hand-off', 'waitingForStack', 'Send to my administrator'],
] as const;

describe.each(['light', 'dark'])('in %s', (theme) => {
  it.each(names)('%s has no accessibility finding, no style attribute and a next step', async (name) => {
    const { element } = await stageGrant(name, { theme, dir: theme === 'dark' ? 'rtl' : 'ltr' });
    element.parentElement?.setAttribute('style', `background: ${theme === 'light' ? '#fff' : '#0d0f13'}`);
    for (const fold of element.shadowRoot?.querySelectorAll('details') ?? []) fold.open = true;
    await expect(element).to.be.accessible();
    expect(element.shadowRoot?.querySelectorAll('[style]').length).to.equal(0);
    for (const look of ['filled', 'outlined'])
      expect(element.shadowRoot?.querySelectorAll(`.actions .${look}`).length, look).to.be.at.most(1);
    expect(partOf(element, '.actions .action').textContent).to.match(/\w/);
  });

  it.each(panels)('the panel %s has no accessibility finding in either direction', async (_, name, words) => {
    for (const dir of ['ltr', 'rtl']) {
      const { element } = await stageGrant(name, { theme, dir });
      element.parentElement?.setAttribute('style', `background: ${theme === 'light' ? '#fff' : '#0d0f13'}`);
      await press(element, words);
      await waitUntil(() => textOf(element).includes('Back'));
      for (const fold of element.shadowRoot?.querySelectorAll('details') ?? []) fold.open = true;
      expect(actionOf(element, 'Back').localName).to.equal('button');
      await expect(element).to.be.accessible();
    }
  });
});

describe('a role by CloudFormation', () => {
  it('opens the quick-create link in the chosen Region, and waits for the stack', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null);
    onTestFinished(() => void opened.mockRestore());
    const { element, gateway } = await stage({}, { mode: 'auto' });
    const started = vi.spyOn(gateway, 'startGrant');
    await element.controller.open();
    await element.updateComplete;
    partOf(element, '[value=production-setup]').click();
    await element.updateComplete;
    const regions = partOf<HTMLSelectElement>(element, '#region');
    regions.value = 'us-east-1';
    regions.dispatchEvent(new Event('change'));
    expect(textOf(element)).to.contain('What the stack will make');
    await press(element, 'Continue in AWS');
    await shows(element, 'provisioning');
    expect(started.mock.calls[0]?.[0]).to.include({ pathId: 'production-setup', region: 'us-east-1' });
    const link = partOf<HTMLAnchorElement>(element, 'a.filled');
    expect(link.textContent).to.contain('Open AWS CloudFormation');
    expect(link.href).to.contain('/stacks/create/review?');
  });

  it('goes by the steps that the gateway reports, and says each', async () => {
    const { element, gateway } = await stageGrant('waitingForStack');
    expect(textOf(element)).to.contain('Waiting for your stack');
    expect(textOf(element)).to.contain('Step 1 of 2');
    gateway.move('verifying', lastingGrants.verifyingStack.own);
    await shows(element, 'verifying');
    expect(partOf(element, '[role=status]').textContent).to.contain('Step 2 of 2');
    gateway.move('connected', lastingGrants.connectedLasting.own);
    await shows(element, 'connected');
    expect(textOf(element)).to.contain('acme-connector-7f3a');
    expect(textOf(element)).to.contain('connector-boundary');
  });

  it('takes the ARN of a role that was made by hand, and nothing else', async () => {
    const { element, gateway } = await stageGrant('waitingForStack');
    expect(textOf(element)).to.contain('"sts:ExternalId": "grant_0123abcd.q7Zk3mV9"');
    expect(textOf(element)).to.contain('"AWS": "arn:aws:iam::444455556666:root"');
    const field = partOf<HTMLInputElement>(element, '#role');
    const type = (text: string): void => {
      field.value = text;
      field.dispatchEvent(new Event('input'));
    };
    type('arn:aws:iam::111122223347:user/alex');
    await press(element, 'Use this role');
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(gateway.calls.some((call) => call.startsWith('submitRole'))).to.equal(false);
    type(' arn:aws:iam::111122223347:role/acme/made-by-hand ');
    await press(element, 'Use this role');
    await shows(element, 'verifying');
    expect(gateway.calls).to.include('submitRole arn:aws:iam::111122223347:role/acme/made-by-hand');
  });
});

describe('lasting', () => {
  it('is offered to a trial with the difference in permissions, and comes with its steps', async () => {
    const { element, gateway } = await stageGrant('trial');
    await press(element, 'Keep the connection');
    const groups = [...(element.shadowRoot?.querySelectorAll('h3') ?? [])].map(
      (title) => `${title.textContent}: ${title.nextElementSibling?.textContent?.replace(/\s+/g, ' ')}`,
    );
    expect(groups[0]).to.match(/^What is added: .*Propose changes to your listings/);
    expect(groups[1]).to.match(/^What stays as it is: .*See your AWS Marketplace listings/);
    expect(groups[2]).to.match(/^What ends with the trial: .*Make one role/);
    expect(textOf(element)).to.contain('connector-boundary');
    await press(element, 'Make it lasting');
    await waitUntil(() =>
      textOf(element).includes('It is being made lasting (Automated Setup). Step 1 of 3'),
    );
    expect(gateway.calls).to.include('upgradeGrant');
    expect(element.phase).to.equal('connected');
    gateway.move('connected', lastingGrants.connectedLasting.own);
    await waitUntil(() => partOf(element, '.actions').textContent?.includes('Disconnect'));
    expect(textOf(element)).to.not.contain('Keep the connection');
  });

  it('says that it was not finished, and that the trial goes on', async () => {
    const { element } = await stageGrant('upgradeFailed');
    expect(textOf(element)).to.contain('your trial goes on. AWS refused to make the role. See in CloudTrail');
    expect(partOf<HTMLAnchorElement>(element, '.note a').href).to.contain('provisioning-refused');
    expect(actionOf(element, 'Keep the connection').className).to.contain('filled');
  });

  it('says that access is not as agreed, aloud too, and what to do', async () => {
    const { element, gateway } = await stageGrant('connectedLasting');
    gateway.move('connected', lastingGrants.degraded.own);
    await waitUntil(() => textOf(element).includes('Access is not as agreed'));
    expect(partOf(element, '[role=status]').textContent).to.contain('Put the boundary back');
    expect(partOf(element, '.remedy').textContent).to.contain('Put the boundary back');
    expect(partOf<HTMLAnchorElement>(element, 'dl a').href).to.contain('boundary-missing');
    expect(textOf(element)).to.not.contain('connector-boundary');
    expect(textOf(element)).to.not.contain('Last checked');
    expect(element.shadowRoot?.querySelector('.frayed')).to.not.equal(null);
    expect(actionOf(element, 'Set it up again').className).to.contain('filled');
  });

  it('is ended after a word about what happens, and watched until it is gone', async () => {
    const { element, gateway } = await stageGrant('connectedLasting');
    await press(element, 'Disconnect');
    expect(textOf(element)).to.contain('The role stays in your account until you delete it');
    expect(gateway.calls).to.not.include('endGrant');
    await press(element, 'Disconnect');
    await shows(element, 'ended');
    expect(textOf(element)).to.contain('Delete the role acme-connector-7f3a');
    expect(textOf(element)).to.contain('This page keeps checking');
    expect(gateway.observers.size).to.equal(1);
    gateway.move('ended', lastingGrants.endedAndGone.own);
    await waitUntil(() => textOf(element).includes('Access was confirmed gone'));
    expect(gateway.observers.size).to.equal(0);
  });
});

describe('renewing', () => {
  it('is offered in the last quarter, and leaves what there is until it is approved', async () => {
    const { element, gateway } = await stageGrant('trialNearlyOver');
    await press(element, 'Renew');
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('renewGrant');
    expect(gateway.calls).to.not.include('startGrant');
    expect(textOf(element)).to.contain('stays until the new one is there');
  });

  it('is how access that ended is asked for again', async () => {
    const grant = sampleGrant('ended');
    const { element, gateway } = await stage({ session: { grant } }, { 'grant-id': grant.id });
    await shows(element, 'ended');
    await press(element, 'Ask again');
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('renewGrant');
  });

  it('keeps its key while it is not known what became of it, and can be given up', async () => {
    const { element, gateway } = await stageGrant('trialNearlyOver');
    gateway.script.refusal = { ...refusal, code: 'GATEWAY_UNREACHABLE' };
    await press(element, 'Renew');
    await shows(element, 'failed');
    await press(element, 'Try again');
    await waitUntil(() => gateway.keys.length === 2);
    expect(gateway.keys[0]).to.equal(gateway.keys[1]);
    await shows(element, 'failed');
    await press(element, 'Back to what is there');
    await shows(element, 'connected');
  });

  it('that was refused is asked for again as a renewal of the same access', async () => {
    const { element, gateway } = await stageGrant('renewalRejected');
    const renewed = vi.spyOn(gateway, 'renewGrant');
    await press(element, 'Ask again');
    await shows(element, 'awaiting-claim');
    expect(renewed.mock.calls[0]?.[0].id).to.equal('grant_trial');
    expect(gateway.calls).to.not.include('startGrant');
  });

  it('that was refused leads back to the access that goes on', async () => {
    const before = sampleGrant('connected', lastingGrants.connectedLasting.own);
    const { element, gateway } = await stage({ session: { grant: before } });
    const newest = sampleGrant('rejected', { precededBy: before.id });
    const load = gateway.loadSession.bind(gateway);
    vi.spyOn(gateway, 'loadSession').mockImplementation(async () => ({ ...(await load()), grant: newest }));
    partOf(element, '.connect').click();
    await shows(element, 'connected');
    expect(element.controller.grant?.id).to.equal(before.id);
  });
});

describe('what failed', () => {
  it('says what to do, and where that is explained', async () => {
    const { element } = await stageGrant('roleNotGuarded');
    expect(partOf(element, '.remedy').textContent).to.contain('Put the condition on the external ID');
    expect(partOf<HTMLAnchorElement>(element, 'dl a').href).to.contain('external-id-not-enforced');
    expect(textOf(element)).to.not.contain('CloudFormation');
  });

  it('with a stack says what is left of that', async () => {
    const { element } = await stageGrant('stackFailed');
    expect(textOf(element)).to.contain('can be deleted there');
    expect(partOf(element, '[role=status]').textContent).to.contain('can be deleted there');
  });
});

describe('more than one way to last', () => {
  it('is offered with what each would change', async () => {
    const paths = ['extended-trial', 'automated-setup', 'keyless-setup'].map(samplePathOf);
    const { phase, own } = lastingGrants.trialWithTwoWays;
    const grant = sampleGrant(phase, own);
    const { element, gateway } = await stage({ session: { grant, paths } }, { 'grant-id': grant.id });
    await shows(element, 'connected');
    await press(element, 'Keep the connection');
    expect(partOf<HTMLInputElement>(element, 'input:checked').value).to.equal('automated-setup');
    partOf(element, '[value=keyless-setup]').click();
    await element.updateComplete;
    expect(partOf(element, '[part=difference]').textContent).to.contain('There is no AWS key');
    await expect(element).to.be.accessible();
    const upgraded = vi.spyOn(gateway, 'upgradeGrant');
    await press(element, 'Make it lasting');
    expect(upgraded.mock.calls[0]?.[0].pathId).to.equal('keyless-setup');
  });
});

describe('an intent', () => {
  it.each([
    ['upgrade', 'trial', 'Keep the connection?'],
    ['disconnect', 'connectedLasting', 'Disconnect Acme?'],
    ['disconnect', 'trial', 'End access now?'],
  ] as const)('%s of %s shows its panel at once, and can be turned down', async (intent, name, heading) => {
    const { element, gateway } = await stageGrant(name, { intent });
    expect(partOf(element, 'h2').textContent).to.equal(heading);
    await press(element, 'Back');
    expect(partOf(element, 'h2').textContent).to.match(/^Connected/);
    expect(gateway.calls.filter((call) => /upgrade|end/.test(call))).to.deep.equal([]);
  });

  it.each(['connectedLasting', 'upgrading'] as const)('upgrade of %s has nothing to ask', async (name) => {
    const { element } = await stageGrant(name, { intent: 'upgrade' });
    expect(partOf(element, 'h2').textContent).to.match(/^Connected/);
    expect(textOf(element)).to.not.contain('Make it lasting');
  });

  it('reconnect offers to renew at any time, under a name of its own', async () => {
    const { element } = await stage(
      { session: { grant: sampleGrant('ended') } },
      { intent: 'reconnect', path: 'quick-start-demo' },
    );
    expect(partOf(element, '.connect').textContent).to.contain('Reconnect AWS');
    partOf(element, '.connect').click();
    await shows(element, 'ended');
    expect(actionOf(element, 'Ask again').className).to.contain('filled');
  });

  it('that is none means connect', async () => {
    const { element } = await stage({}, { intent: 'constructor' });
    expect(partOf(element, '.connect').textContent).to.contain('Connect with AWS');
  });
});

describe('an administrator', () => {
  it('is sent a link that expires, by clipboard or e-mail', async () => {
    const { element, gateway } = await stageGrant('waitingForStack');
    const written = vi.spyOn(navigator.clipboard, 'writeText').mockResolvedValue();
    onTestFinished(() => void written.mockRestore());
    await press(element, 'Send to my administrator');
    await waitUntil(() => element.shadowRoot?.querySelector('#link'));
    const { url, emailSubject, emailText } = sampleHandOff();
    expect(partOf<HTMLInputElement>(element, '#link').value).to.equal(url);
    expect(textOf(element)).to.contain('It works until');
    const code = partOf(element, 'svg.qr');
    expect([code.getAttribute('role'), code.getAttribute('aria-label')]).to.deep.equal([
      'img',
      'QR code of the link',
    ]);
    expect(code.querySelector('path')?.getAttribute('d')).to.equal(sampleHandOff().qrCode.path);
    const mail = new URL((actionOf(element, 'Write an e-mail') as HTMLAnchorElement).href);
    expect([mail.protocol, mail.searchParams.get('subject'), mail.searchParams.get('body')]).to.deep.equal([
      'mailto:',
      emailSubject,
      emailText,
    ]);
    await press(element, 'Copy the link');
    await waitUntil(() => textOf(element).includes('Link copied'));
    expect(written.mock.calls).to.deep.equal([[url]]);
    await press(element, 'Back');
    await press(element, 'Send to my administrator');
    expect(gateway.calls.filter((call) => call === 'createHandOff').length).to.equal(1);
  });
});

it('offers a link for an administrator as soon as the console was opened', async () => {
  const grant = sampleGrant('awaiting-claim');
  const { element } = await stage({ session: { grant } }, { 'grant-id': grant.id });
  await shows(element, 'awaiting-claim');
  await press(element, 'Send to my administrator');
  await waitUntil(() => element.shadowRoot?.querySelector('#link'));
  expect(partOf<HTMLInputElement>(element, '#link').value).to.equal(sampleHandOff().url);
});

describe('an invitation', () => {
  it('leads to the choice, and what is chosen becomes of it', async () => {
    const grant = sampleGrant('choosing', { status: 'INVITED', state: null });
    const { element, gateway } = await stage({ session: { grant } }, { 'grant-id': grant.id });
    await shows(element, 'choosing');
    partOf(element, '[value=automated-setup]').click();
    await element.updateComplete;
    expect(textOf(element)).to.contain('To set it up, for 1 hour at most:');
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('startGrant');
  });

  it('that somebody else takes up elsewhere is seen', async () => {
    const grant = sampleGrant('choosing', { status: 'INVITED', state: null });
    const { element, gateway } = await stage({ session: { grant } }, { 'grant-id': grant.id });
    await shows(element, 'choosing');
    gateway.move('awaiting-review');
    await shows(element, 'awaiting-review');
    gateway.move('connected');
    await shows(element, 'connected');
    expect(gateway.observers.size).to.equal(1);
  });

  it('is watched no more once the customer has begun', async () => {
    const grant = sampleGrant('choosing', { status: 'INVITED', state: null });
    const { element, gateway } = await stage({ session: { grant } });
    partOf(element, '.connect').click();
    await shows(element, 'choosing');
    expect(gateway.observers.size).to.equal(1);
    await press(element, 'Not now');
    expect(gateway.observers.size).to.equal(0);
  });

  it('that was declined cannot be asked for again in a page of this one grant', async () => {
    const { element } = await stageGrant('renewalRejected', { single: '' });
    expect(element.shadowRoot?.querySelector('.action')).to.equal(null);
  });
});
