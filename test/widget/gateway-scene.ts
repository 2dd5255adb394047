import { readFileSync } from 'node:fs';
import { buildSchema, execute, GraphQLError, parse } from 'graphql';
import type { ExecutionResult } from 'graphql';
import type { Grant } from '../../widget/gateway-client.ts';
import type { Phase } from '../../widget/phase.ts';
import { lastingGrants, sampleHandOff } from '../../stories/lasting-grants.ts';
import { sampleGrant, sampleSession } from '../../stories/sample-grant.ts';
import type { Own } from '../../stories/sample-grant.ts';

const here = new URL('../../schema/', import.meta.url);
/** The contract itself. */
export const schema = buildSchema(readFileSync(new URL('schema.graphql', here), 'utf8'));
/** The texts of the trusted documents, by id. */
export const documents: Record<string, string> = JSON.parse(
  readFileSync(new URL('trusted-documents.json', here), 'utf8'),
);

/** What a test may ask of its scene. */
export interface Wish {
  /** Moves the grant. */
  move?: { phase: Phase; grant?: Own };
  /** Ends every session token minted so far. */
  expireTokens?: boolean;
  /** Ends every open socket with this code. */
  closeSockets?: number;
  /** Takes or refuses sockets from now on. */
  sockets?: 'open' | 'refused';
  /** What the session endpoint answers from now on. */
  sessions?: 'open' | 'refused' | 'stale';
  /** The number of requests to drop without an answer's being any use. */
  breakRequests?: number;
}

/** What happened in a scene. */
export interface Log {
  minted: number;
  operations: string[];
  sockets: number;
  refusedSockets: number;
  keys: string[];
}

/** What the widget sends to run a trusted document. */
export interface TrustedRequest {
  documentId: string;
  operationName: string;
  variables: Record<string, unknown>;
}

/** One test's gateway: its sessions, its one grant, and whoever listens. */
export class Scene {
  readonly name: string;
  readonly log: Log = { minted: 0, operations: [], sockets: 0, refusedSockets: 0, keys: [] };
  readonly listeners = new Set<() => void>();
  readonly closers = new Set<(code: number) => void>();
  takesSockets = true;
  grant: Grant | null = null;
  #sessions: NonNullable<Wish['sessions']> = 'open';
  #oldestToken = 1;
  #broken = 0;

  constructor(name: string) {
    this.name = name;
  }

  control(wish: Wish): Log {
    if (wish.expireTokens) this.#oldestToken = this.log.minted + 1;
    if (wish.sessions) this.#sessions = wish.sessions;
    if (wish.sockets) this.takesSockets = wish.sockets === 'open';
    if (wish.breakRequests) this.#broken = wish.breakRequests;
    if (wish.move) this.#move(wish.move.phase, wish.move.grant);
    if (wish.closeSockets) for (const close of this.closers) close(wish.closeSockets);
    return this.log;
  }

  mint(): [number, unknown] {
    if (this.#sessions === 'refused') return [401, { error: 'signed out' }];
    this.log.minted += 1;
    const number = this.#sessions === 'stale' ? 0 : this.log.minted;
    return [200, { sessionToken: `${this.name}.${number}`, expiresAt: new Date(Date.now() + 600_000) }];
  }

  isCurrent(token: string): boolean {
    return Number(token.split('.')[1]) >= this.#oldestToken;
  }

  async execute(token: string, request: TrustedRequest): Promise<[number, unknown]> {
    this.log.operations.push(request.operationName);
    if (this.#broken > 0) {
      this.#broken -= 1;
      return [502, 'a proxy says: bad gateway'];
    }
    if (!this.isCurrent(token)) return [401, { errors: [sessionExpired.toJSON()] }];
    return [200, await this.run(request)];
  }

  async run({ documentId, operationName, variables }: TrustedRequest): Promise<ExecutionResult> {
    const text = documents[documentId];
    if (!text) return { errors: [new GraphQLError('Unknown document.')] };
    const document = parse(text);
    return execute({ schema, document, operationName, variableValues: variables, rootValue: this.#root() });
  }

  #root() {
    return {
      session: () => sampleSession({ grant: this.grant }),
      grant: ({ id }: { id: string }) => (this.grant?.id === id ? this.grant : null),
      startGrant: ({ input }: { input: { idempotencyKey: string } }) => this.#start(input.idempotencyKey),
      cancelGrant: () => ({ __typename: 'CancelGrantPayload', grant: this.#move('cancelled') }),
      upgradeGrant: () => ({ __typename: 'UpgradeGrantPayload', grant: this.#move('connected') }),
      renewGrant: ({ input }: { input: { idempotencyKey: string } }) => this.#start(input.idempotencyKey),
      extendGrant: ({ input }: { input: { idempotencyKey: string } }) => this.#start(input.idempotencyKey),
      endGrant: () => this.#end(),
      submitRole: () => ({ __typename: 'SubmitRolePayload', grant: this.#move('verifying') }),
      createHandOff: () => this.#handOff(),
    };
  }

  /** Active access is ended; what is not active comes as it is. */
  #end() {
    if (this.grant?.status === 'ACTIVE')
      return { __typename: 'EndGrantPayload', grant: this.#move('ended', lastingGrants.endedWithRole.own) };
    return { __typename: 'GrantNotActive', grant: this.grant, ...failureOf('GRANT_NOT_ACTIVE') };
  }

  #handOff() {
    if (this.grant?.status === 'PENDING') return sampleHandOff();
    return { __typename: 'GrantNotPending', ...failureOf('GRANT_NOT_PENDING') };
  }

  #start(key: string) {
    this.log.keys.push(key);
    return { __typename: 'StartGrantPayload', grant: this.#move('awaiting-claim') };
  }

  #move(phase: Phase, own: Own = {}): Grant {
    const historyNumber = (this.grant?.historyNumber ?? 0) + 1;
    this.grant = sampleGrant(phase, { id: `grant_${this.name}`, historyNumber, ...own });
    for (const tell of this.listeners) tell();
    return this.grant;
  }
}

const failureOf = (code: string) => ({
  code,
  message: 'The grant is in another status.',
  retryable: false,
  docsUrl: 'https://docs.example.com/errors',
  requestId: 'request-1',
});

/** What the gateway says to a token that ended. */
const sessionExpired = new GraphQLError('The session has ended.', {
  extensions: { code: 'SESSION_EXPIRED', retryable: true },
});
