import { z } from 'zod';
import { askGateway } from './ask-gateway.ts';
import type { GatewayClientOptions } from './ask-gateway.ts';

const PATHS = {
  document: `query AcmePaths { result: paths { id title summary isFeature } }`,
  result: z.array(
    z.object({ id: z.string(), title: z.string(), summary: z.string(), isFeature: z.boolean() }),
  ),
};

const INVITE = {
  document: `mutation AcmeInvite($input: CreateInvitationInput!) {
    result: createInvitation(input: $input) {
      ... on CreateInvitationPayload { grant { id } url expiresAt }
      ... on Failure { message }
    }
  }`,
  result: z.object({ grant: z.object({ id: z.string() }), url: z.url(), expiresAt: z.string() }),
};

const GRANT = {
  document: `query AcmeInvited($id: ID!) {
    result: grant(id: $id) { status accountId invitedUntil pendingUntil expiresAt path { title } }
  }`,
  result: z
    .object({
      status: z.string(),
      accountId: z.string().nullable(),
      invitedUntil: z.string().nullable(),
      pendingUntil: z.string().nullable(),
      expiresAt: z.string().nullable(),
      path: z.object({ title: z.string() }),
    })
    .nullable(),
};

const TAKE_BACK = {
  document: `mutation AcmeTakeBack($input: CancelGrantInput!) {
    result: cancelGrant(input: $input) {
      ... on CancelGrantPayload { grant { status } }
      ... on GrantNotPending { grant { status } message }
      ... on Failure { message }
    }
  }`,
  result: z.object({ grant: z.object({ status: z.string() }) }),
};

/** Whom to invite, and to what. */
export interface InvitationInput {
  /** One button press, one key. */
  idempotencyKey: string;
  customerId: string;
  customerName: string;
  pathIds: string[];
  accountId?: string;
}

/** A way to connect, as the salesperson's form lists it. */
export type OfferedPath = z.output<typeof PATHS.result>[number];
/** How an invited grant stands. */
export type InvitedGrant = NonNullable<z.output<typeof GRANT.result>>;
/** A link, and until when it works (RFC 3339). */
export type MadeInvitation = z.output<typeof INVITE.result>;

/** What a partner's backend asks of the gateway about invitations. Every promise is rejected with a Refusal (502). */
export interface InvitationClient {
  /** The ways to begin. */
  paths(): Promise<OfferedPath[]>;
  invite(input: InvitationInput): Promise<MadeInvitation>;
  /** Null where there is no such grant. */
  grant(id: string): Promise<InvitedGrant | null>;
  /** Takes it back while nobody has approved; afterwards it stays as it is. */
  takeBack(id: string): Promise<void>;
}

/** The gateway, as a backend that invites its customers calls it. */
export function createInvitationClient(options: GatewayClientOptions): InvitationClient {
  return {
    paths: async () => (await askGateway(options, PATHS, {})).filter((it) => !it.isFeature),
    invite: (input) => askGateway(options, INVITE, { input }),
    grant: (id) => askGateway(options, GRANT, { id }),
    takeBack: async (id) => void (await askGateway(options, TAKE_BACK, { input: { id } })),
  };
}
