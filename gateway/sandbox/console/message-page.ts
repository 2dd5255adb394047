import type { Reply } from '../reply.ts';
import { html } from './html.ts';
import { pageReply, type Page } from './layout.ts';

/** A page that says one thing. */
export function messagePage(
  status: number,
  heading: string,
  sentence: string,
  visitor?: Page['visitor'],
): Reply {
  const body = html`<div class="card">
    <h1>${heading}</h1>
    <p>${sentence}</p>
  </div>`;
  return pageReply({ title: heading, body, visitor, status });
}
