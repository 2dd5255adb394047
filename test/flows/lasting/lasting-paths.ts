import { DEFAULT_PATHS } from '../../../gateway/default-paths.ts';
import type { Path } from '../../../gateway/domain/path.ts';

/** The default paths, and one that trusts the gateway as OIDC issuer. */
export function lastingPaths(): Path[] {
  return [...DEFAULT_PATHS, ...DEFAULT_PATHS.filter((it) => it.id === 'automated-setup').map(withOidc)];
}

function withOidc(path: Path): Path {
  const providers = {
    words: 'Make the gateway known as an identity provider, and take that back',
    statement: {
      Effect: 'Allow' as const,
      Action: ['Create', 'Get', 'Delete'].map((it) => `iam:${it}OpenIDConnectProvider`),
      Resource: 'arn:aws:iam::*:oidc-provider/*',
    },
  };
  return {
    ...path,
    id: 'oidc-setup',
    policyTemplateArn: `${path.policyTemplateArn}WithProvider`,
    role: path.role && { ...path.role, trust: 'OIDC', namePrefix: 'acme-oidc' },
    setup: [...(path.setup ?? []), providers],
  };
}
