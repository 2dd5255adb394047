import { AwsError } from '../aws-error.ts';
import type { DelegationRequest } from '../books.ts';
import { callerFor } from '../caller.ts';
import { customerVerbs, performVerb, type CustomerVerb } from '../customer-verbs.ts';
import { denialOf } from '../delegation-access.ts';
import { findRequest } from '../delegation-requests.ts';
import { principalByArn } from '../principals.ts';
import { textReply, type Reply } from '../reply.ts';
import type { ReceivedRequest } from '../signature-v4.ts';
import type { World } from '../world.ts';
import { donePage } from './done-page.ts';
import { redirectReply, type Page } from './layout.ts';
import { messagePage } from './message-page.ts';
import { requestListPage } from './request-list-page.ts';
import { requestPage } from './request-page.ts';
import {
  closeSession,
  cookieFor,
  isOwnForm,
  openSession,
  sessionOf,
  type ConsoleSession,
} from './session.ts';
import { signInPage } from './sign-in-page.ts';
import { showStacks, stacksPath, submitStacks } from './stack-visits.ts';
import { stylesheet } from './stylesheet.ts';
import { icon } from './thread.ts';

const listPath = '/console/delegation-requests';
const requestPath = /^\/console\/delegation-requests\/([\w-]+)$/;

const assets: Record<string, { text: string; type: string }> = {
  '/console/console.css': { text: stylesheet, type: 'text/css; charset=utf-8' },
  '/console/icon.svg': { text: icon.markup, type: 'image/svg+xml' },
};

interface Visit {
  world: World;
  path: string;
  query: URLSearchParams;
  form: URLSearchParams;
  session: ConsoleSession;
}

/** Answers a request for a page of the console. */
export function answerConsole(world: World, request: ReceivedRequest): Reply | Promise<Reply> {
  const { pathname: path, searchParams: query } = new URL(request.target, 'http://sandbox');
  const asset = assets[path];
  if (asset) return textReply(200, asset.text, asset.type);
  const form = new URLSearchParams(request.body.toString('utf8'));
  const visit: Visit = { world, path, query, form, session: sessionOf(world, request) };
  if (request.method === 'GET') return show(visit);
  if (request.method !== 'POST') return textReply(405, 'Pages are read with GET and answered with POST\n');
  if (!isOwnForm(visit.session, form))
    return messagePage(403, 'This form is out of date', 'Go back, reload the page and try again.');
  return submit(visit);
}

function show(visit: Visit): Reply | Promise<Reply> {
  const { world, path, query, session } = visit;
  if (path === '/console/sign-in') return signInPage(world, session, safeReturn(query.get('return')));
  const visitor = visitorOf(session);
  if (!visitor) {
    const back = query.size ? `${path}?${query}` : path;
    return redirectReply(`/console/sign-in?${new URLSearchParams({ return: back })}`);
  }
  if (isAboutStacks(path)) return showStacks({ world, path, fields: query, visitor });
  if (path === listPath) return requestListPage(world, visitor);
  const id = requestPath.exec(path)?.[1];
  if (!id) return redirectReply(listPath);
  return withRequest(visit, id, visitor, (request) => {
    const did = asVerb(query.get('did'));
    if (did && did !== 'claim') return donePage(world, visitor, request, did);
    return requestPage(world, visitor, request, { notice: did && 'You have claimed this request.' });
  });
}

function submit(visit: Visit): Reply | Promise<Reply> {
  const { world, path, session } = visit;
  if (path === '/console/sign-in') return signIn(visit);
  if (path === '/console/sign-out') {
    closeSession(world, session);
    return redirectReply('/console/sign-in');
  }
  const visitor = visitorOf(session);
  if (visitor && isAboutStacks(path)) return submitStacks({ world, path, fields: visit.form, visitor });
  const id = requestPath.exec(path)?.[1];
  if (!visitor || !id) return redirectReply('/console/sign-in');
  return withRequest(visit, id, visitor, (request) => act(visit, visitor, request));
}

function act({ world, form, path }: Visit, visitor: Visitor, request: DelegationRequest): Reply {
  const verb = asVerb(form.get('action'));
  if (!verb) return messagePage(400, 'There is no such button', 'Go back and choose one that is there.');
  try {
    performVerb(world, request.id, verb, visitor.principal, form.get('notes')?.slice(0, 500) || undefined);
    return redirectReply(`${path}?did=${verb}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return requestPage(world, visitor, request, { refusal: error });
  }
}

type Visitor = NonNullable<Page['visitor']>;

function withRequest(
  visit: Visit,
  id: string,
  visitor: Visitor,
  reply: (request: DelegationRequest) => Reply,
): Reply {
  try {
    const request = findRequest(visit.world, id);
    const denial = denialOf('Get', request, callerFor(visitor.principal));
    if (!denial) return reply(request);
    return messagePage(
      403,
      'You may not see this request',
      `${denial}. Switch to another person to see it.`,
      visitor,
    );
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return messagePage(404, 'There is no such request', `${error.message}.`, visitor);
  }
}

function signIn({ world, form, session }: Visit): Reply {
  const principal = principalByArn(form.get('principal') ?? '');
  if (!principal) return messagePage(400, 'Nobody by that name', 'Go back and choose one of the people.');
  closeSession(world, session);
  return redirectReply(safeReturn(form.get('return')), cookieFor(world, openSession(world, principal.arn)));
}

function visitorOf({ principal, csrf }: ConsoleSession): Visitor | undefined {
  return principal && { principal, csrf };
}

/** Only a page of this console: a link must not lead elsewhere by way of the sign-in. */
function safeReturn(path: string | null): string {
  return path !== null && /^\/console\/[\w/-]*(\?[\x21-\x7e]*)?$/.test(path) ? path : listPath;
}

function isAboutStacks(path: string): boolean {
  return path === stacksPath || path.startsWith(`${stacksPath}/`);
}

function asVerb(text: string | null): CustomerVerb | undefined {
  return customerVerbs.find((verb) => verb === text);
}
