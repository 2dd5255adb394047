import { lapsesAt } from '../domain/delegation-request.ts';
import type { Grant } from '../domain/grant.ts';
import { record } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import type { LinkClaims } from '../session-token.ts';
import { maySee } from './caller.ts';
import type { Caller } from './caller.ts';
import { changeGrant } from './change-grant.ts';
import type { Ports } from './ports.ts';

/** How long a hand-off link works, milliseconds: as long as AWS waits for an administrator. */
const HAND_OFF_MS = 604_800_000;

/** A link to the hosted page of one grant. */
export async function linkTo(
  { sessionTokens, partner }: Ports,
  grant: Grant,
  purpose: 'invitation' | 'hand-off',
  expiresAt: number,
): Promise<string> {
  const token = await sessionTokens.mintLink({ grantId: grant.id, purpose, expiresAt });
  return `${partner.publicUrl}/connect#${token}`;
}

/** A link for an administrator on another machine, and the words to send it with. */
export async function createHandOff(ports: Ports, caller: Caller, id: string) {
  const grant = await ports.store.get(id);
  if (!grant || !maySee(caller, grant)) throw new GatewayError('GRANT_NOT_FOUND');
  if (grant.status !== 'PENDING')
    throw new GatewayError(
      'GRANT_NOT_PENDING',
      `The grant is ${grant.status}: there is nothing to hand off.`,
      { subject: grant },
    );
  const expiresAt = ports.now() + HAND_OFF_MS;
  const url = await linkTo(ports, grant, 'hand-off', expiresAt);
  await changeGrant(ports, id, (it) => record(it, { at: ports.now(), type: 'HAND_OFF_CREATED' }));
  return { url, expiresAt, ...emailFor(ports.partner.name, grant, url) };
}

function emailFor(partner: string, grant: Grant, url: string) {
  const customer = grant.customer.name ?? grant.customer.id;
  const emailText = [
    `${partner} asks for access to an AWS account of ${customer}. It needs the approval of an AWS administrator.`,
    '',
    `See what is asked for, and approve or decline it in the AWS console: ${url}`,
    '',
    'Nothing changes in the account until somebody approves. The link works for seven days.',
  ].join('\n');
  return { emailSubject: `Approve AWS access for ${partner}`, emailText };
}

/** What an opened link tells its page. */
export interface OpenedLink {
  /** A session of its one grant, for the gateway's own page. */
  sessionToken: string;
  /** When the session stops working, epoch milliseconds. */
  expiresAt: number;
  grantId: string;
  purpose: LinkClaims['purpose'];
  partnerName: string;
  customerName: string;
  /** The only account it is for; absent where any will do. */
  accountId?: string;
  /** Until when somebody may act on it, epoch milliseconds; absent once there is nothing to wait for. */
  openUntil?: number;
}

/**
 * What an opened link speaks for. GRANT_NOT_PENDING if the grant was taken back; SESSION_EXPIRED if the link's time is
 * over; UNAUTHENTICATED or GRANT_NOT_FOUND if it is none of ours.
 */
export async function openLink(ports: Ports, token: string): Promise<OpenedLink> {
  const { grantId, purpose, expiresAt } = await ports.sessionTokens.verifyLink(token);
  const grant = await ports.store.get(grantId);
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  if (grant.status === 'CANCELLED') throw new GatewayError('GRANT_NOT_PENDING');
  const { customer, requestedAccountId: accountId } = grant;
  const session = await ports.sessionTokens.mint({
    customerId: customer.id,
    customerName: customer.name,
    origin: ports.partner.publicUrl,
    grantId,
    pathIds: grant.invitation?.pathIds ?? [grant.pathId],
    accountId,
  });
  const customerName = customer.name ?? customer.id;
  const openUntil = openUntilOf(grant, expiresAt);
  return {
    ...session,
    grantId,
    purpose,
    partnerName: ports.partner.name,
    customerName,
    accountId,
    openUntil,
  };
}

/** The request's own end, or the link's where that comes first. */
function openUntilOf({ status, delegationRequest, due }: Grant, linkEnds: number): number | undefined {
  if (status !== 'PENDING') return status === 'INVITED' ? linkEnds : undefined;
  const lapses = delegationRequest ? lapsesAt(delegationRequest) : due.find((it) => it.kind === 'LAPSE')?.at;
  return Math.min(lapses ?? linkEnds, linkEnds);
}
