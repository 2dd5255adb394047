import type { Grant } from '../domain/grant.ts';
import { record } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
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

/** What an opened link speaks for: a session of its one grant, on the gateway's own page. */
export async function openLink(ports: Ports, token: string) {
  const { grantId } = await ports.sessionTokens.verifyLink(token);
  const grant = await ports.store.get(grantId);
  if (!grant) throw new GatewayError('GRANT_NOT_FOUND');
  return ports.sessionTokens.mint({
    customerId: grant.customer.id,
    customerName: grant.customer.name,
    origin: ports.partner.publicUrl,
    grantId,
    pathIds: grant.invitation?.pathIds,
    accountId: grant.requestedAccountId,
  });
}
