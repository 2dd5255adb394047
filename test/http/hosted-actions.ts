import { expect } from 'vitest';
import type { RunningGateway } from './running-gateway.ts';
import { trustedId } from './trusted-id.ts';
import type { Operation } from './trusted-id.ts';

const FAILURE = '... on Failure { code message }';
const INVITE = `mutation ($input: CreateInvitationInput!) { createInvitation(input: $input) {
  __typename ... on CreateInvitationPayload { grant { id status } url expiresAt } ${FAILURE}
} }`;
const HAND_OFF = `mutation ($id: ID!) { createHandOff(input: { id: $id }) {
  __typename ... on CreateHandOffPayload { url expiresAt emailText } ${FAILURE}
} }`;

/** A link, as it was made. */
export interface MadeLink {
  grantId: string;
  url: string;
  /** What comes after the `#`. */
  token: string;
}

/** What `/connect/session` answers. */
export interface LinkAnswer {
  status: number;
  headers: Headers;
  text: string;
  body: Record<string, unknown> & { sessionToken: string; grantId: string };
}

/** What a partner's backend and a visitor do with links. */
export function hostedActions(running: RunningGateway) {
  const origin = running.url;
  return {
    async invite(input: object = {}): Promise<MadeLink> {
      const given = {
        idempotencyKey: crypto.randomUUID(),
        customerId: 'nimbus-retail',
        customerName: 'Nimbus Retail',
      };
      const { data } = await running.asPartner(INVITE, { input: { ...given, ...input } });
      const made = data?.['createInvitation'] as { grant: { id: string; status: string }; url: string };
      expect(made.grant.status).toBe('INVITED');
      return linkOf(made.grant.id, made.url);
    },
    async handOff(id: string): Promise<MadeLink> {
      const { data } = await running.asPartner(HAND_OFF, { id });
      const made = data?.['createHandOff'] as { url: string };
      return linkOf(id, made.url);
    },
    /** Posts to `/connect/session` as the hosted page does, or with other headers or another body. */
    async open(
      token: unknown,
      headers: Record<string, string> = { origin },
      body?: string,
    ): Promise<LinkAnswer> {
      const answer = await fetch(`${origin}/connect/session`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: body ?? JSON.stringify({ token }),
      });
      const text = await answer.text();
      return { status: answer.status, headers: answer.headers, text, body: JSON.parse(text) };
    },
    /** Runs one of the button's documents on the hosted page. */
    ask: (sessionToken: string, name: Operation, variables: object = {}) =>
      running.asBrowser(sessionToken, { documentId: trustedId(name), variables }, origin),
  };
}

function linkOf(grantId: string, url: string): MadeLink {
  return { grantId, url, token: url.split('#')[1] ?? '' };
}
