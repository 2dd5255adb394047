import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { lastingGrants, sampleHandOff } from '../../stories/lasting-grants.ts';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { ScriptedGateway } from '../../stories/scripted-gateway.ts';
import { refusal } from '../../stories/staged-element.ts';
import type { Script } from '../../stories/scripted-gateway.ts';
import type { ConnectWithAws } from '../../widget/connect-with-aws.ts';
import { partOf, shows, textOf } from './scene.ts';

beforeEach(() => localStorage.clear());

const attributesOf = (element: HTMLElement, own: Record<string, string>): void => {
  for (const [name, value] of Object.entries({ mode: 'link', ...own })) element.setAttribute(name, value);
};

async function stage(script: Script = {}, attributes: Record<string, string> = {}) {
  const gateway = new ScriptedGateway(script);
  const element = document.createElement('connect-with-aws');
  element.client = gateway;
  attributesOf(element, attributes);
  await fixture(html`<main dir=${attributes['dir'] ?? 'ltr'}>${element}</main>`);
  return { gateway, element };
}

async function stageGrant(name: keyof typeof lastingGrants, attributes: Record<string, string> = {}) {
  const { phase, own } = lastingGrants[name];
  const grant = sampleGrant(phase, own);
  const staged = await stage({ session: { grant } }, { 'grant-id': grant.id, ...attributes });
  await shows(staged.element, phase);
  return staged;
}

function actionOf(element: ConnectWithAws, words: string): HTMLElement {
  const actions = element.shadowRoot?.querySelectorAll<HTMLElement>('.action') ?? [];
  const found = [...actions].find((each) => each.textContent?.includes(words));
  if (!found) throw new Error(`There is no action "${words}" in ${textOf(element)}`);
  return found;
}

async function press(element: ConnectWithAws, words: string): Promise<void> {
  actionOf(element, words).click();
  await element.updateComplete;
}

const names = Object.keys(lastingGrants) as (keyof typeof lastingGrants)[];

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

  it.each(['upgrade', 'disconnect', 'hand-off'])(
    'the panel %s has no accessibility finding',
    async (panel) => {
      const { element } =
        panel === 'hand-off'
          ? await stageGrant('waitingForStack', { theme })
          : await stageGrant('trial', { theme, intent: panel });
      element.parentElement?.setAttribute('style', `background: ${theme === 'light' ? '#fff' : '#0d0f13'}`);
      if (panel === 'hand-off') await press(element, 'Send to my administrator');
      await element.updateComplete;
      expect(actionOf(element, 'Back').localName).to.equal('button');
      await expect(element).to.be.accessible();
    },
  );
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
    expect(textOf(element)).to.contain('your trial goes on');
    expect(actionOf(element, 'Keep the connection').className).to.contain('filled');
  });

  it('says that access is not as agreed, aloud too, and what to do', async () => {
    const { element, gateway } = await stageGrant('connectedLasting');
    gateway.move('connected', lastingGrants.degraded.own);
    await waitUntil(() => textOf(element).includes('Access is not as agreed'));
    expect(partOf(element, '[role=status]').textContent).to.contain('Put the boundary back');
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
    expect(textOf(element)).to.contain('We look whether it is gone');
    expect(gateway.observers.size).to.equal(1);
    gateway.move('ended', lastingGrants.endedAndGone.own);
    await waitUntil(() => textOf(element).includes('Access was seen to be gone'));
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
});
