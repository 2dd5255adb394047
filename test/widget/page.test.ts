import { expect, fixture, html, waitUntil } from '@open-wc/testing';
import { userEvent } from 'vitest/browser';
import { beforeEach, describe, it, onTestFinished, vi } from 'vitest';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { ScriptedGateway } from '../../stories/scripted-gateway.ts';
import type { Script } from '../../stories/scripted-gateway.ts';
import { refusal, stagedElement } from '../../stories/staged-element.ts';
import { safeLink } from '../../widget/safe-link.ts';
import { partOf, shows, textOf } from './scene.ts';

beforeEach(() => localStorage.clear());

async function stage(script: Script = {}) {
  const element = document.createElement('connect-with-aws');
  const gateway = new ScriptedGateway(script);
  element.client = gateway;
  await fixture(html`${element}`);
  return { element, gateway };
}

/** A real window of this origin stands where the tab would be; where it is sent is only written down. */
function watchTabs() {
  const frame = document.body.appendChild(document.createElement('iframe'));
  onTestFinished(() => frame.remove());
  const inner = frame.contentWindow as Window & { CSSStyleSheet: typeof CSSStyleSheet };
  const sent: string[] = [];
  const close = vi.fn<() => void>();
  const { document: page, CSSStyleSheet: Sheet } = inner;
  const location = { replace: (link: string) => sent.push(link) };
  const tab = {
    document: page,
    CSSStyleSheet: Sheet,
    location,
    close,
    opener: window,
  } as unknown as Window;
  const opened = vi.spyOn(window, 'open').mockReturnValue(tab);
  onTestFinished(() => opened.mockRestore());
  return { opened, sent, close, tab, page };
}

describe('the tab for AWS', () => {
  it('opens in the click, tells what comes, and goes to the console without a way back', async () => {
    const { opened, sent, tab, page } = watchTabs();
    const { element } = await stage();
    await element.controller.open();
    await element.updateComplete;
    partOf(element, '.filled').click();
    expect(opened.mock.calls.length).to.equal(1);
    expect(page.body.textContent).to.contain('Preparing your request for Acme…');
    expect(page.querySelector('[style], style')).to.equal(null);
    await waitUntil(() => sent.length === 1);
    expect(sent[0]).to.match(/^https:\/\/console\.aws\.amazon\.com\//);
    expect(tab.opener).to.equal(null);
  });

  it('says in the tab that nothing comes', async () => {
    const { page, sent } = watchTabs();
    const { element } = await stage({ refusal });
    await element.controller.open();
    await element.updateComplete;
    partOf(element, '.filled').click();
    await waitUntil(() => page.body.textContent?.includes('The request could not be made') === true);
    expect(page.body.textContent).to.contain('You can close this tab');
    expect(sent).to.deep.equal([]);
  });

  it('is closed again where the customer is connected already', async () => {
    const { close } = watchTabs();
    const { element } = await stage({ session: { grant: sampleGrant('connected') } });
    element.path = 'quick-start-demo';
    partOf(element, '.connect').click();
    await shows(element, 'connected');
    expect(close.mock.calls.length).to.equal(1);
  });

  it('is replaced by a link where the browser keeps it closed', async () => {
    const opened = vi.spyOn(window, 'open').mockReturnValue(null);
    onTestFinished(() => opened.mockRestore());
    const { element } = await stage();
    await element.controller.open();
    await element.updateComplete;
    partOf(element, '.filled').click();
    await shows(element, 'awaiting-claim');
    expect(partOf(element, 'h2').textContent).to.equal('Open AWS to go on');
    const link = partOf<HTMLAnchorElement>(element, 'a.filled');
    expect([link.protocol, link.target, link.rel]).to.deep.equal(['https:', '_blank', 'noopener']);
  });
});

describe('a link', () => {
  it.each(['javascript:alert(1)', 'data:text/html,x', 'http://console.aws.example/', 'nonsense', ''])(
    '%s is refused',
    (link) => {
      expect(safeLink(link)).to.equal(null);
    },
  );
  it.each([
    'https://console.aws.amazon.com/x',
    'http://127.0.0.1:4566/x',
    'http://[::1]:1/',
    'http://localhost/',
  ])('%s may be opened', (link) => {
    expect(safeLink(link)).to.equal(link);
  });

  it('of a bad gateway is neither shown nor opened', async () => {
    const grant = sampleGrant('awaiting-claim');
    const bad = { ...grant, delegationRequest: grant.delegationRequest && { ...grant.delegationRequest } };
    if (bad.delegationRequest) bad.delegationRequest.consoleDeepLink = 'javascript:alert(1)';
    const { element } = await stage({ session: { grant: bad } });
    partOf(element, '.connect').click();
    await shows(element, 'awaiting-claim');
    expect(element.shadowRoot?.querySelector('a')).to.equal(null);
    expect(textOf(element)).to.contain('not safe to open');
  });
});

describe('by keyboard', () => {
  it('goes from the button through the choice to the waiting', async () => {
    const { element } = await stage();
    element.mode = 'link';
    const before = document.createElement('input');
    element.before(before);
    before.focus();
    await userEvent.tab();
    expect(element.shadowRoot?.activeElement).to.equal(partOf(element, '.connect'));
    await userEvent.keyboard('{Enter}');
    await shows(element, 'choosing');
    expect(element.shadowRoot?.activeElement?.localName).to.equal('h2');
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}');
    expect(partOf<HTMLInputElement>(element, 'input:checked').value).to.equal('extended-trial');
    for (let presses = 0; presses < 3; presses += 1) await userEvent.tab();
    expect(element.shadowRoot?.activeElement?.textContent).to.contain('Continue in AWS');
    await userEvent.keyboard('{Enter}');
    await shows(element, 'awaiting-claim');
    expect(element.shadowRoot?.activeElement?.localName).to.equal('h2');
  });

  it('leaves the focus alone when it is elsewhere', async () => {
    const { element, gateway } = await stage({ session: { grant: sampleGrant('awaiting-claim') } });
    const other = await fixture<HTMLInputElement>(html`<input aria-label="other" />`);
    await element.controller.open();
    other.focus();
    gateway.move('connected');
    await shows(element, 'connected');
    expect(document.activeElement).to.equal(other);
  });

  it('says what is wrong with an account number', async () => {
    const { element, gateway } = await stage();
    await element.controller.open();
    await element.updateComplete;
    const field = partOf<HTMLInputElement>(element, '#account');
    field.value = '1234';
    field.dispatchEvent(new Event('input'));
    partOf(element, '.filled').click();
    await element.updateComplete;
    expect(field.getAttribute('aria-invalid')).to.equal('true');
    expect(textOf(element)).to.contain('has twelve digits');
    expect(gateway.calls).to.not.include('startGrant');
  });
});

describe('in a form', () => {
  it('is missing where required, and gives the grant id once connected', async () => {
    const form = await fixture<HTMLFormElement>(
      html`<form>
        ${stagedElement({ phase: 'awaiting-claim', attributes: { name: 'aws', required: '' } })}
      </form>`,
    );
    const [element] = form.getElementsByTagName('connect-with-aws');
    if (!element) throw new Error('The element is gone.');
    await shows(element, 'awaiting-claim');
    expect(form.checkValidity()).to.equal(false);
    (element.client as ScriptedGateway).move('connected');
    await shows(element, 'connected');
    expect(form.checkValidity()).to.equal(true);
    expect(new FormData(form).get('aws')).to.equal('grant_awaiting-claim');
  });
});

describe('a strict page', () => {
  it('allows no inline style, no foreign script and no string as HTML, and nothing is missing', async () => {
    const frame = document.createElement('iframe');
    frame.src = '/test/widget/strict-page.html';
    onTestFinished(() => frame.remove());
    const told = new Promise<{ violations: string[]; phases: string[] }>((resolve) => {
      addEventListener('message', ({ data }) => data.violations && resolve(data), { once: false });
    });
    document.body.append(frame);
    const { violations, phases } = await told;
    expect(violations).to.deep.equal([]);
    expect(phases).to.include.members(['choosing', 'awaiting-claim', 'connected', 'failed']);
  });
});

it('survives being defined twice', async () => {
  const first = customElements.get('connect-with-aws');
  const again: string = '../../widget/index.ts?again';
  await import(/* @vite-ignore */ again);
  expect(first).to.be.a('function');
  expect(customElements.get('connect-with-aws')).to.equal(first);
});
