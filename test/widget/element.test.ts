import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { ScriptedGateway } from '../../stories/scripted-gateway.ts';
import type { Script } from '../../stories/scripted-gateway.ts';
import { refusal } from '../../stories/staged-element.ts';
import type { ConnectWithAws } from '../../widget/connect-with-aws.ts';
import { createScene, partOf, shows, textOf } from './scene.ts';

beforeEach(() => localStorage.clear());

async function stage(script: Script = {}, attributes: Record<string, string> = {}) {
  const gateway = new ScriptedGateway(script);
  const element = document.createElement('connect-with-aws');
  element.client = gateway;
  for (const [name, value] of Object.entries({ mode: 'link', ...attributes }))
    element.setAttribute(name, value);
  const heard: Event[] = [];
  const types = ['opening', 'phase-change', 'connected', 'ended', 'failed'] as const;
  for (const type of types)
    element.addEventListener(`connect-with-aws-${type}`, (event) => heard.push(event));
  await fixture(html`${element}`);
  const count = (type: string): number =>
    heard.filter((event) => event.type === `connect-with-aws-${type}`).length;
  return { gateway, element, heard, count };
}

async function choose(element: ConnectWithAws): Promise<void> {
  partOf(element, '.connect').click();
  await shows(element, 'choosing');
}

async function ask(element: ConnectWithAws): Promise<void> {
  await choose(element);
  partOf(element, '.filled').click();
  await shows(element, 'awaiting-claim');
}

describe('before the press', () => {
  it('nothing goes over the network', async () => {
    const scene = createScene();
    const fetched = vi.spyOn(globalThis, 'fetch');
    onTestFinished(() => fetched.mockRestore());
    await fixture(
      html`<connect-with-aws session-endpoint=${scene.sessionEndpoint} gateway=${scene.gateway}>
      </connect-with-aws>`,
    );
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(fetched.mock.calls.length).to.equal(0);
    expect((await scene.control()).minted).to.equal(0);
  });

  it('a disabled button asks nothing', async () => {
    const { element, gateway } = await stage({}, { disabled: '' });
    element.press();
    expect(gateway.calls).to.deep.equal([]);
  });
});

describe('the way to connected', () => {
  it('goes from the press to connected against a gateway of flesh and blood', async () => {
    const scene = createScene();
    const element = await fixture<ConnectWithAws>(
      html`<connect-with-aws mode="link" session-endpoint=${scene.sessionEndpoint} gateway=${scene.gateway}>
      </connect-with-aws>`,
    );
    await ask(element);
    for (const phase of [
      'awaiting-review',
      'awaiting-admin',
      'approved',
      'exchanging',
      'connected',
    ] as const) {
      await scene.control({ move: { phase } });
      await shows(element, phase);
    }
    expect(textOf(element)).to.contain('Acme can use account ··47 for another 3 hr');
  });

  it('tells of connected once, however often it hears of it', async () => {
    const { element, gateway, count } = await stage();
    await ask(element);
    gateway.move('connected');
    gateway.move('connected');
    element.remove();
    document.body.append(element);
    onTestFinished(() => element.remove());
    gateway.move('connected');
    expect(count('connected')).to.equal(1);
  });

  it('tells of every phase, and of the end', async () => {
    const { element, gateway, count, heard } = await stage();
    await ask(element);
    gateway.move('rejected');
    await shows(element, 'rejected');
    expect(count('phase-change')).to.equal(4);
    expect(count('ended')).to.equal(1);
    expect(heard.every((event) => event.bubbles && event.composed)).to.equal(true);
  });

  it('can be kept from opening, and then asks nothing of AWS', async () => {
    const { element, gateway } = await stage();
    await choose(element);
    element.addEventListener('connect-with-aws-opening', (event) => event.preventDefault());
    partOf(element, '.filled').click();
    await new Promise((resolve) => setTimeout(resolve));
    expect(element.phase).to.equal('choosing');
    expect(gateway.calls).to.not.include('startGrant');
  });

  it('attaches to an open grant instead of asking again', async () => {
    const { element, gateway } = await stage({ session: { grant: sampleGrant('awaiting-admin') } });
    partOf(element, '.connect').click();
    await shows(element, 'awaiting-admin');
    expect(gateway.calls).to.deep.equal(['loadSession', 'watchGrant']);
  });

  it('asks by the path the page has settled', async () => {
    const { element, gateway, count } = await stage({}, { path: 'extended-trial' });
    partOf(element, '.connect').click();
    await shows(element, 'awaiting-claim');
    expect(gateway.calls).to.include('startGrant');
    expect(count('opening')).to.equal(1);
  });

  it('shows a refusal with its code, and tells of it', async () => {
    const { element, count, gateway } = await stage({ refusal });
    await choose(element);
    partOf(element, '.filled').click();
    await shows(element, 'failed');
    expect(textOf(element)).to.contain('AWS_NOT_ONBOARDED');
    expect(count('failed')).to.equal(1);
    partOf(element, '.filled').click();
    await waitUntil(() => gateway.keys.length === 2);
    expect(gateway.keys[0]).to.not.equal(gateway.keys[1]);
  });

  it('asks again with the same key when it is not known what became of the first time', async () => {
    const lost = { code: 'GATEWAY_UNREACHABLE', message: 'Gone.', retryable: true, docsUrl: null } as const;
    const { element, gateway } = await stage({ refusal: lost });
    await choose(element);
    partOf(element, '.filled').click();
    await shows(element, 'failed');
    gateway.script = {};
    partOf(element, '.filled').click();
    await shows(element, 'awaiting-claim');
    expect(gateway.keys[0]).to.equal(gateway.keys[1]);
  });

  it('cancels, and then offers to ask again', async () => {
    const { element } = await stage();
    await ask(element);
    partOf(element, '.plain').click();
    await shows(element, 'cancelled');
    expect(partOf(element, '.filled').textContent).to.contain('Ask again');
  });

  it('withdraws a request that is made after the customer turned away', async () => {
    const { element, gateway } = await stage();
    await choose(element);
    partOf(element, '.filled').click();
    element.controller.dismiss();
    await waitUntil(() => gateway.calls.includes('cancelGrant'));
    expect(element.phase).to.equal('idle');
  });

  it('says "still working" for a state of tomorrow', async () => {
    const { element, gateway } = await stage();
    await ask(element);
    gateway.move('working');
    await shows(element, 'working');
    expect(textOf(element)).to.contain('Still working on it');
  });
});

describe('coming back', () => {
  it('attaches to the remembered grant, keeping nothing but its id', async () => {
    const first = await stage({}, { gateway: 'https://gateway.example' });
    await ask(first.element);
    expect(Object.entries(localStorage)).to.deep.equal([
      ['connect-with-aws:https://gateway.example', 'grant_1'],
    ]);
    first.element.remove();
    const grant = sampleGrant('approved', { id: 'grant_1' });
    const { element } = await stage({ session: { grant } }, { gateway: 'https://gateway.example' });
    await shows(element, 'approved');
  });

  it('forgets a grant that is over', async () => {
    const { element, gateway } = await stage();
    await ask(element);
    expect(localStorage.length).to.equal(1);
    gateway.move('rejected');
    expect(localStorage.length).to.equal(0);
  });

  it('says why it stopped listening, and goes on when told to', async () => {
    const { element, gateway } = await stage();
    await ask(element);
    const [observer] = gateway.observers;
    observer?.failed({
      code: 'SESSION_UNAVAILABLE',
      message: 'Sign in again.',
      retryable: true,
      docsUrl: null,
    });
    await element.updateComplete;
    expect(textOf(element)).to.contain('Sign in again.');
    expect([element.phase, gateway.observers.size]).to.deep.equal(['awaiting-claim', 0]);
    partOf(element, '.plain').click();
    await element.updateComplete;
    expect(textOf(element)).to.not.contain('Sign in again.');
    expect(gateway.observers.size).to.equal(1);
  });

  it('gives the link to copy by hand where the clipboard is closed', async () => {
    const closed = vi.spyOn(navigator.clipboard, 'writeText').mockRejectedValue(new Error('closed'));
    onTestFinished(() => void closed.mockRestore());
    const { element } = await stage();
    await ask(element);
    partOf(element, 'button.outlined').click();
    await waitUntil(() => element.shadowRoot?.querySelector('#link'));
    expect(partOf<HTMLInputElement>(element, '#link').value).to.match(/^https:/);
    await expect(element).to.be.accessible();
  });

  it('stops its timers and its watch when taken out, and goes on when put back', async () => {
    const set = vi.spyOn(globalThis, 'setInterval');
    const cleared = vi.spyOn(globalThis, 'clearInterval');
    onTestFinished(() => void vi.restoreAllMocks());
    const { element, gateway } = await stage();
    await ask(element);
    const timers = set.mock.results.map(({ value }) => value as unknown);
    expect(timers.length).to.equal(1);
    element.remove();
    expect(cleared.mock.calls.map(([timer]) => timer)).to.include(timers[0]);
    expect(gateway.observers.size).to.equal(0);
    document.body.append(element);
    onTestFinished(() => element.remove());
    expect(gateway.observers.size).to.equal(1);
    gateway.move('connected');
    await shows(element, 'connected');
  });
});
