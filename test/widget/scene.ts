import { waitUntil } from '@open-wc/testing';
import { inject } from 'vitest';
import type { ConnectWithAws } from '../../widget/connect-with-aws.ts';
import type { Phase } from '../../widget/phase.ts';
import '../../widget/index.ts';
import type { Log, Wish } from './gateway-scene.ts';

/** One test's gateway, as the browser reaches it. */
export interface RemoteScene {
  sessionEndpoint: string;
  gateway: string;
  /** Moves it, and gives what happened so far. */
  control(wish?: Wish): Promise<Log>;
}

/** A gateway of its own for a test. */
export function createScene(): RemoteScene {
  const name = `s${crypto.randomUUID().slice(0, 8)}`;
  const at = (kind: string): string => `${inject('gateway')}/${kind}/${name}`;
  return {
    sessionEndpoint: at('session'),
    gateway: at('at'),
    control: async (wish = {}) =>
      (await fetch(at('control'), { method: 'POST', body: JSON.stringify(wish) })).json(),
  };
}

/** Waits until the element shows the phase. */
export async function shows(element: ConnectWithAws, phase: Phase): Promise<void> {
  await waitUntil(() => element.getAttribute('phase') === phase, `${phase} is never shown`, {
    timeout: 5000,
  });
}

/** The one part of the element with this selector. */
export function partOf<Part extends HTMLElement = HTMLElement>(
  element: ConnectWithAws,
  selector: string,
): Part {
  const part = element.shadowRoot?.querySelector<Part>(selector);
  if (!part) throw new Error(`There is no ${selector} in phase ${element.phase}.`);
  return part;
}

/** All that is read in the element now. */
export function textOf(element: ConnectWithAws): string {
  return (element.shadowRoot?.textContent ?? '').replace(/\s+/g, ' ');
}
