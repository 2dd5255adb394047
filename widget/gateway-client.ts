import { ConnectError, failureIn, isSessionOver, unreachable } from './connect-error.ts';
import type { Failure } from './connect-error.ts';
import { watchGrant } from './grant-watch.ts';
import type { WatchTimings } from './grant-watch.ts';
import {
  CancelGrantDocument,
  CreateHandOffDocument,
  EndGrantDocument,
  ExtendGrantDocument,
  GrantStatusDocument,
  RenewGrantDocument,
  SessionDocument,
  StartGrantDocument,
  SubmitRoleDocument,
  UpgradeGrantDocument,
} from './operations.generated.ts';
import type {
  CreateHandOffMutation,
  ExtendGrantInput,
  GrantViewFragment,
  PathViewFragment,
  RenewGrantInput,
  SessionQuery,
  StartGrantInput,
  SubmitRoleInput,
  TrustedDocument,
  UpgradeGrantInput,
} from './operations.generated.ts';
import { isRecord } from './is-record.ts';
import { postJson } from './post-json.ts';
import type { SessionSource } from './session-source.ts';

/** A grant as the widget sees it. */
export type Grant = GrantViewFragment;
/** A path as the widget shows it. */
export type Path = PathViewFragment;
/** What the session speaks for. */
export type Session = SessionQuery['session'];

/** A link for an administrator, until when it works, and the words to send it with. */
export type HandOff = Extract<CreateHandOffMutation['createHandOff'], { url: string }>;

/** Who wants to know of a grant's changes. */
export interface GrantObserver {
  /** The grant changed; never called twice for the same history number. */
  changed(grant: Grant): void;
  /** Whether the gateway can be reached; called when that changes, and may be called again with the same. */
  reachable(yes: boolean): void;
  /** The watch is over and cannot go on by itself. */
  failed(failure: Failure): void;
}

/** All the widget wants of a gateway. Every promise is rejected with a ConnectError. */
export interface GatewayClient {
  /** Who the session speaks for, the paths it may start and its newest grant. */
  loadSession(): Promise<Session>;
  /** Starts a grant; the same idempotency key gives the same grant. */
  startGrant(input: StartGrantInput): Promise<Grant>;
  /** Withdraws a pending grant, and gives it as it then is; one that is not pending any more comes as it is. */
  cancelGrant(id: string): Promise<Grant>;
  /** Makes an active temporary grant lasting, with the access it has. */
  upgradeGrant(input: UpgradeGrantInput): Promise<Grant>;
  /** Asks for the same access again: a new grant; the same idempotency key gives the same one. */
  renewGrant(input: RenewGrantInput): Promise<Grant>;
  /** Asks for more beside an active grant: a new grant; the same idempotency key gives the same one. */
  extendGrant(input: ExtendGrantInput): Promise<Grant>;
  /** Ends access, and gives the grant as it then is; one that is not active any more comes as it is. */
  endGrant(id: string): Promise<Grant>;
  /** Gives a role's ARN in place of a stack. */
  submitRole(input: SubmitRoleInput): Promise<Grant>;
  /** An expiring link to a page of this grant, for an administrator. */
  createHandOff(id: string): Promise<HandOff>;
  /** The grant as it is now; null where there is none for this session. */
  loadGrant(id: string): Promise<Grant | null>;
  /** Reports every change after `historyNumber`. Returns how to stop. */
  watchGrant(grant: Pick<Grant, 'id' | 'historyNumber'>, observer: GrantObserver): () => void;
}

/** The real thing: trusted documents over HTTP, changes over a socket or, failing that, by asking again. */
export function createGatewayClient(source: SessionSource, timings?: Partial<WatchTimings>): GatewayClient {
  const loadGrant = async (id: string, signal?: AbortSignal): Promise<Grant | null> =>
    (await execute(source, GrantStatusDocument, { id }, signal)).grant;
  const ask = <Data, Variables>(document: TrustedDocument<Data, Variables>, variables: Variables) =>
    twice(() => execute(source, document, variables));
  return {
    loadGrant,
    loadSession: async () => (await ask(SessionDocument, {})).session,
    startGrant: async (input) => grantIn((await ask(StartGrantDocument, { input })).startGrant),
    cancelGrant: async (id) => grantIn((await ask(CancelGrantDocument, { input: { id } })).cancelGrant),
    upgradeGrant: async (input) => grantIn((await ask(UpgradeGrantDocument, { input })).upgradeGrant),
    renewGrant: async (input) => grantIn((await ask(RenewGrantDocument, { input })).renewGrant),
    extendGrant: async (input) => grantIn((await ask(ExtendGrantDocument, { input })).extendGrant),
    endGrant: async (id) => grantIn((await ask(EndGrantDocument, { input: { id } })).endGrant),
    submitRole: async (input) => grantIn((await ask(SubmitRoleDocument, { input })).submitRole),
    async createHandOff(id) {
      const { createHandOff } = await ask(CreateHandOffDocument, { input: { id } });
      return 'url' in createHandOff ? createHandOff : refuse(createHandOff);
    },
    watchGrant: (grant, observer) => watchGrant({ source, loadGrant, timings }, grant, observer),
  };
}

/** The grant of an answer, also where it came too late to change it; else its failure is thrown. */
function grantIn(answer: { grant: Grant } | Failure): Grant {
  return 'grant' in answer ? answer.grant : refuse(answer);
}

/** All of these may be repeated without harm; a request lost on the way is worth one more try. */
async function twice<T>(ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectError) || error.failure.code !== 'GATEWAY_UNREACHABLE') throw error;
    return ask();
  }
}

/** Runs a trusted document; a session token that is refused is replaced once. */
async function execute<Data, Variables>(
  source: SessionSource,
  document: TrustedDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const first = await source.current();
  try {
    return await send(first, document, variables, signal);
  } catch (error) {
    if (!(error instanceof ConnectError) || !isSessionOver(error.failure)) throw error;
    source.forget(first.sessionToken);
    return send(await source.current(), document, variables, signal);
  }
}

async function send<Data, Variables>(
  { gateway, sessionToken }: { gateway: string; sessionToken: string },
  { id, name }: TrustedDocument<Data, Variables>,
  variables: Variables,
  signal?: AbortSignal,
): Promise<Data> {
  const headers = {
    accept: 'application/graphql-response+json, application/json',
    authorization: `Bearer ${sessionToken}`,
    'content-type': 'application/json',
  };
  const body = JSON.stringify({ documentId: id, operationName: name, variables });
  const answer = await postJson(`${gateway}/graphql`, { headers, body }, signal);
  if (isRecord(answer.body?.['data']) && !answer.body['errors']) return answer.body['data'] as Data;
  return refuse(failureIn(answer.body?.['errors']), answer.status);
}

/** An answer without GraphQL in it comes from something between us and the gateway: as good as none. */
function refuse(failure: Failure | null, status = 0): never {
  throw failure ? new ConnectError(failure) : unreachable(status);
}
