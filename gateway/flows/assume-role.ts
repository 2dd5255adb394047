import type { AwsCredentials } from '../aws/aws.ts';
import { OIDC_AUDIENCE, subjectOf } from '../domain/customer-role.ts';
import type { Grant } from '../domain/grant.ts';
import { GatewayError } from '../errors.ts';
import type { Ports } from './ports.ts';

/** How long a session of a role lasts, seconds: AWS's cap where one role assumes another. */
const SESSION_SECONDS = 3600;

/** Credentials of a grant's role, by its external ID or by an identity token, whichever guards it. */
export async function assumeGrantRole(ports: Ports, grant: Grant): Promise<AwsCredentials> {
  return grant.trust === 'OIDC'
    ? assumeAs(ports, grant, subjectOf(grant.customer.id, grant.id), OIDC_AUDIENCE)
    : ports.aws.assumeRole(sessionOf(ports, grant), grant.externalId);
}

/** The ways in that must be shut. */
export function wrongWaysIn(ports: Ports, grant: Grant): (() => Promise<AwsCredentials>)[] {
  const subject = subjectOf(grant.customer.id, grant.id);
  if (grant.trust === 'OIDC')
    return [
      () => assumeAs(ports, grant, `${subject}-of-somebody-else`, OIDC_AUDIENCE),
      () => assumeAs(ports, grant, subject, `${OIDC_AUDIENCE}.somewhere-else`),
    ];
  return [undefined, `${grant.externalId}-of-somebody-else`].map(
    (externalId) => () => ports.aws.assumeRole(sessionOf(ports, grant), externalId),
  );
}

async function assumeAs(
  ports: Ports,
  grant: Grant,
  subject: string,
  audience: string,
): Promise<AwsCredentials> {
  const token = await ports.identityTokens.mint(subject, audience);
  return ports.aws.assumeRoleWithWebIdentity(sessionOf(ports, grant), token);
}

function sessionOf({ partner }: Ports, grant: Grant) {
  if (!grant.role) throw new GatewayError('ROLE_GONE', 'The grant has no role.');
  const sessionName = partner.name.replace(/[^\w+=,.@-]+/g, '-').slice(0, 64);
  return { roleArn: grant.role.arn, sessionName, durationSeconds: SESSION_SECONDS };
}
