import type { AwsError } from '../aws-error.ts';
import type { Stack, StackEvent } from '../cloudformation/stack.ts';
import { isUpdatable } from '../cloudformation/stacks.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { html, type Html } from './html.ts';
import { pageReply, type Page } from './layout.ts';
import { isHidden } from './parameter-field.ts';
import { momentWords } from './time-words.ts';
import { updateStackForm } from './update-stack-form.ts';

type Visitor = NonNullable<Page['visitor']>;

/** What a status means, by its end. */
const sentences: [RegExp, string][] = [
  [/^(CREATE|UPDATE)_COMPLETE$/, 'All of it is there. You can go back to the partner’s page.'],
  [/^DELETE_COMPLETE$/, 'Nothing of it is left.'],
  [/ROLLBACK_COMPLETE$/, 'It failed, and what had been made was taken back.'],
  [/_FAILED$/, 'It failed, and something is left behind. Delete the stack to try again.'],
  [/_IN_PROGRESS$/, 'CloudFormation is at work, or waits for the partner’s answer.'],
];

/** What became of an attempt to change a stack: why it was refused, and the values that were to be set. */
interface News {
  refusal?: AwsError;
  tried?: Record<string, string>;
}

/** One stack: its status, what it made, its history, and what updates and deletes it. */
export function stackPage(visitor: Visitor, stack: Stack, news: News = {}): Reply {
  const { refusal, tried } = news;
  return pageReply({
    title: `Stack ${stack.name}`,
    visitor,
    status: refusal?.status ?? 200,
    body: html`<article class="card" data-stack="${stack.id}" data-state="${stack.status}">
      ${refusal && html`<p class="refusal" role="alert">That was refused. ${refusal.message}. (${refusal.code})</p>`}
      <h1>Stack ${stack.name}</h1>
      <p>${sentences.find(([form]) => form.test(stack.status))?.[1]}</p>
      ${facts(stack)}
      <h2>History</h2>
      <ul class="requests">
        ${stack.events.toReversed().map(eventRow)}
      </ul>
      ${visitor.principal.mayAdminister && isUpdatable(stack) && updateStackForm(visitor, stack, tried)}
      ${actions(visitor, stack)}
    </article>`,
  });
}

/** The stacks of this person's account, newest first. */
export function stackListPage(world: World, visitor: Visitor): Reply {
  const own = Object.values(world.books.pages.stacks)
    .filter((one) => one.accountId === visitor.principal.accountId)
    .toReversed();
  return pageReply({
    title: 'Stacks',
    visitor,
    body: html`<div class="card">
      <h1>Stacks</h1>
      ${
        own.length === 0
          ? html`<p class="muted">There are none in this account.</p>`
          : html`<ul class="requests">
              ${own.map(stackRow)}
            </ul>`
      }
    </div>`,
  });
}

function stackRow({ id, name, status, region }: Stack): Html {
  return html`<li>
    <a href="/console/cloudformation/stacks/${id}">${name}</a> <span>${status}, ${region}</span>
  </li>`;
}

function facts(stack: Stack): Html {
  const rows: [string, string][] = [
    ['Status', stack.status],
    ['Region', stack.region],
    ['Template', stack.templateUrl],
    ...Object.entries(stack.parameters).map(([name, value]) => shown(stack, name, value)),
    ...Object.entries(stack.outputs),
  ];
  return html`<dl>
    ${rows.map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${value}</dd>`,
    )}
  </dl>`;
}

function shown({ template }: Stack, name: string, value: string): [string, string] {
  const row = template.Parameters[name];
  return [name, row && isHidden(row) ? '****' : value];
}

function eventRow({ at, logicalId, type, status, reason }: StackEvent): Html {
  return html`<li>
    <strong>${logicalId}: ${status}</strong> <span>${type}, ${momentWords(at)}</span>
    ${reason && html`<span>${reason}</span>`}
  </li>`;
}

function actions({ principal, csrf }: Visitor, stack: Stack): Html {
  const isOver = /^DELETE_(IN_PROGRESS|COMPLETE)$/.test(stack.status);
  const path = `/console/cloudformation/stacks/${stack.id}`;
  return html`<form class="actions" method="post" action="${path}">
    <input type="hidden" name="csrf" value="${csrf}" />
    <div class="row">
      <a class="button" href="${path}">Refresh</a>
      ${
        principal.mayAdminister &&
        !isOver &&
        html`<button class="plain danger" name="action" value="delete-stack" data-action="delete-stack">
          Delete stack
        </button>`
      }
    </div>
  </form>`;
}
