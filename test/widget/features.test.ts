import { expect, waitUntil } from '@open-wc/testing';
import { beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { lastingGrants } from '../../stories/lasting-grants.ts';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { refusal } from '../../stories/staged-element.ts';
import { partOf, shows, textOf } from './scene.ts';
import { actionOf, press, stage, stageGrant } from './staging.ts';

beforeEach(() => localStorage.clear());

const base = () => sampleGrant('connected', { ...lastingGrants.connectedLasting.own, id: 'grant_base' });

async function stageBase(attributes: Record<string, string> = {}) {
  const staged = await stage({ session: { grant: base() } }, { 'grant-id': 'grant_base', ...attributes });
  await shows(staged.element, 'connected');
  return staged;
}

describe('a feature', () => {
  it('is no way to begin, and is offered once connected', async () => {
    const { element } = await stage();
    partOf(element, '.connect').click();
    await shows(element, 'choosing');
    expect(element.shadowRoot?.querySelector('[value=cost-insights]')).to.equal(null);
    const { element: connected } = await stageBase();
    expect(actionOf(connected, 'Add Cost Insights').localName).to.equal('button');
    expect(actionOf(connected, 'Add Log Search').localName).to.equal('button');
  });

  it('says before leaving what is added, how and for how long, and then asks beside what is there', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null);
    onTestFinished(() => void opened.mockRestore());
    const { element, gateway } = await stageBase({ mode: 'auto' });
    await press(element, 'Add Cost Insights');
    expect(partOf(element, 'h2').textContent).to.equal('Add Cost Insights?');
    const added = partOf(element, '[part=difference]').textContent;
    expect(added).to.contain('See what your account costs');
    expect(added).to.not.contain('See your agreements');
    expect(textOf(element)).to.contain('How long Ends after 12 hours');
    expect(gateway.calls.some((call) => call.startsWith('extendGrant'))).to.equal(false);
    actionOf(element, 'Continue in AWS').click();
    expect(opened.mock.calls.length, 'opened in the click').to.equal(1);
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('extendGrant grant_base cost-insights');
    expect(textOf(element)).to.contain('What you have connected goes on as it is.');
  });

  it('can be turned down before AWS hears of it', async () => {
    const { element, gateway } = await stageBase();
    await press(element, 'Add Cost Insights');
    await press(element, 'Back');
    expect(partOf(element, 'h2').textContent).to.equal('Connected');
    await press(element, 'Add Cost Insights');
    element.addEventListener('connect-with-aws-opening', (event) => event.preventDefault());
    await press(element, 'Continue in AWS');
    expect(gateway.calls.some((call) => call.startsWith('extendGrant'))).to.equal(false);
  });

  it('is followed in the connection that it is added to, without a reload', async () => {
    const { element, gateway } = await stageBase();
    await press(element, 'Add Cost Insights');
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    await press(element, 'Back to your connection');
    await shows(element, 'connected');
    expect(textOf(element)).to.contain('Being added: Cost Insights. Waiting for you in AWS.');
    expect(textOf(element)).to.not.contain('Add Cost Insights');
    gateway.move('awaiting-admin', { id: 'grant_cost-insights' });
    await waitUntil(() =>
      textOf(element).includes('Being added: Cost Insights. Waiting for your administrator.'),
    );
    gateway.move('connected', { id: 'grant_cost-insights' });
    await waitUntil(() => textOf(element).includes('Added: Cost Insights'));
    expect(element.controller.grant?.id).to.equal('grant_base');
    gateway.move('rejected', { id: 'grant_cost-insights' });
    await waitUntil(() => textOf(element).includes('Add Cost Insights'));
    expect(gateway.observers.size).to.equal(1);
  });

  it('goes on in its own panel, and leads back', async () => {
    const { element } = await stageBase();
    await press(element, 'Add Cost Insights');
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    await press(element, 'Back to your connection');
    await shows(element, 'connected');
    await press(element, 'Continue Cost Insights');
    await shows(element, 'awaiting-claim');
    expect(actionOf(element, 'Open AWS').localName).to.equal('a');
  });

  it('leaves the connection what a page comes back to, and what a form holds', async () => {
    const { element } = await stageBase();
    await press(element, 'Add Cost Insights');
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    expect(Object.values(localStorage)).to.deep.equal(['grant_base']);
    expect(element.value).to.equal('grant_base');
  });

  it('that was refused is asked for again beside the same connection', async () => {
    const { element, gateway } = await stageGrant('featureRejected');
    expect(actionOf(element, 'Back to your connection').className).to.contain('outlined');
    await press(element, 'Ask again');
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('extendGrant grant_base cost-insights');
    expect(gateway.calls).to.not.include('startGrant');
  });

  it('that cannot be asked for leads back, and keeps its key while nothing is known', async () => {
    const { element, gateway } = await stageBase();
    gateway.script.refusal = { ...refusal, code: 'GATEWAY_UNREACHABLE' };
    await press(element, 'Add Cost Insights');
    await press(element, 'Continue in AWS');
    await shows(element, 'failed');
    await press(element, 'Try again');
    await waitUntil(() => gateway.keys.length === 2);
    expect(gateway.keys[0]).to.equal(gateway.keys[1]);
    await shows(element, 'failed');
    await press(element, 'Back to your connection');
    await shows(element, 'connected');
  });

  it('is named before the connection ends, since it goes on', async () => {
    const { element } = await stageGrant('withFeatures');
    await press(element, 'Disconnect');
    expect(textOf(element)).to.contain('What was added goes on: Cost Insights, Log Search.');
    const { element: feature } = await stageGrant('featureThere');
    await press(feature, 'End it now');
    expect(partOf(feature, 'h2').textContent).to.equal('End Cost Insights?');
  });
});

describe('a button for one feature', () => {
  const own = { intent: 'extend', 'grant-id': 'grant_base', path: 'cost-insights' };

  it('asks nothing before the press, and opens at what is added', async () => {
    const { element, gateway } = await stage({ session: { grant: base() } }, own);
    expect([element.phase, gateway.calls]).to.deep.equal(['idle', []]);
    expect(partOf(element, '.connect').textContent).to.contain('Add with AWS');
    partOf(element, '.connect').click();
    await shows(element, 'connected');
    expect(partOf(element, 'h2').textContent).to.equal('Add Cost Insights?');
    await expect(element).to.be.accessible();
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('extendGrant grant_base cost-insights');
    gateway.move('connected', { id: 'grant_cost-insights' });
    await shows(element, 'connected');
    expect(partOf(element, 'h2').textContent).to.match(/^Connected/);
  });

  it('opens at what was asked for already', async () => {
    const { element, gateway } = await stage({ session: { grant: base() } }, own);
    await gateway.extendGrant({ id: 'grant_base', pathId: 'cost-insights', idempotencyKey: 'another tab' });
    partOf(element, '.connect').click();
    await shows(element, 'awaiting-claim');
    expect(element.controller.grant?.id).to.equal('grant_cost-insights');
  });

  it('leads to the choice where nothing is connected yet, and then to what is added', async () => {
    const { element, gateway } = await stage({}, { intent: 'extend', path: 'cost-insights' });
    partOf(element, '.connect').click();
    await shows(element, 'choosing');
    partOf(element, '[value=automated-setup]').click();
    await element.updateComplete;
    await press(element, 'Continue in AWS');
    await shows(element, 'awaiting-claim');
    gateway.move('connected', lastingGrants.connectedLasting.own);
    await shows(element, 'connected');
    expect(partOf(element, 'h2').textContent).to.equal('Add Cost Insights?');
  });
});

/** Hears what an element with this grant tells of it while it goes on. */
async function hear(name: keyof typeof lastingGrants) {
  const staged = await stageGrant(name);
  const heard: unknown[] = [];
  staged.element.addEventListener('connect-with-aws-upgraded', ({ grantId, pathId }) =>
    heard.push([grantId, pathId]),
  );
  staged.element.addEventListener('connect-with-aws-health-change', ({ isDegraded, code }) =>
    heard.push([isDegraded, code]),
  );
  return { ...staged, heard };
}

describe('while access goes on, the page is told', () => {
  it('when it became lasting, and of nothing else', async () => {
    const { element, gateway, heard } = await hear('trial');
    gateway.move('connected', lastingGrants.upgrading.own);
    expect(heard).to.deep.equal([]);
    gateway.move('connected', lastingGrants.connectedLasting.own);
    expect(heard).to.deep.equal([[element.controller.grant?.id, 'automated-setup']]);
  });

  it('when it is not as agreed any more, and when it is again', async () => {
    const { gateway, heard } = await hear('connectedLasting');
    gateway.move('connected', lastingGrants.degraded.own);
    gateway.move('connected', lastingGrants.degraded.own);
    gateway.move('connected', lastingGrants.connectedLasting.own);
    expect(heard).to.deep.equal([
      [true, 'BOUNDARY_MISSING'],
      [false, null],
    ]);
  });
});
