import { fixture, html } from '@open-wc/testing';
import { lastingGrants } from '../../stories/lasting-grants.ts';
import { sampleGrant } from '../../stories/sample-grant.ts';
import { ScriptedGateway } from '../../stories/scripted-gateway.ts';
import type { Script } from '../../stories/scripted-gateway.ts';
import type { ConnectWithAws } from '../../widget/connect-with-aws.ts';
import { shows, textOf } from './scene.ts';

const attributesOf = (element: HTMLElement, own: Record<string, string>): void => {
  for (const [name, value] of Object.entries({ mode: 'link', ...own })) element.setAttribute(name, value);
};

/** An element with a gateway that answers by this script. */
export async function stage(script: Script = {}, attributes: Record<string, string> = {}) {
  const gateway = new ScriptedGateway(script);
  const element = document.createElement('connect-with-aws');
  element.client = gateway;
  attributesOf(element, attributes);
  await fixture(html`<main dir=${attributes['dir'] ?? 'ltr'}>${element}</main>`);
  return { gateway, element };
}

/** An element that shows this grant. */
export async function stageGrant(name: keyof typeof lastingGrants, attributes: Record<string, string> = {}) {
  const { phase, own } = lastingGrants[name];
  const grant = sampleGrant(phase, own);
  const staged = await stage({ session: { grant } }, { 'grant-id': grant.id, ...attributes });
  await shows(staged.element, phase);
  return staged;
}

/** The action with these words. */
export function actionOf(element: ConnectWithAws, words: string): HTMLElement {
  const actions = element.shadowRoot?.querySelectorAll<HTMLElement>('.action') ?? [];
  const found = [...actions].find((each) => each.textContent?.includes(words));
  if (!found) throw new Error(`There is no action "${words}" in ${textOf(element)}`);
  return found;
}

/** Presses the action with these words. */
export async function press(element: ConnectWithAws, words: string): Promise<void> {
  actionOf(element, words).click();
  await element.updateComplete;
}
