/** What STS goes by when somebody assumes a role. Documents are JSON texts, the duration is in seconds. */
export interface RoleTerms {
  trust: string;
  /** Inline policies by name. */
  policies: Record<string, string>;
  /** ARNs of managed policies. */
  attached: string[];
  boundaryArn?: string;
  maxSessionDuration: number;
}

/** How a role was from `at` (epoch milliseconds) on. */
export interface RoleVersion extends RoleTerms {
  at: number;
}

/** An IAM role of a customer or a partner. */
export interface Role extends RoleTerms {
  arn: string;
  id: string;
  accountId: string;
  name: string;
  path: string;
  description?: string;
  createdAt: number;
  tags: Record<string, string>;
  /** Oldest first; those that nobody can see any more are gone. */
  versions: RoleVersion[];
  /** What its owner is still to do with it, and when (sandbox clock); no time: before anyone first looks at it. */
  tampering?: { as: string; at?: number };
}

/** Credentials that STS gave for a role. */
export interface RoleSession {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken: string;
  expiresAt: number;
  roleArn: string;
  roleId: string;
  name: string;
  /** JSON texts that narrow this session down; none: nothing does. */
  sessionPolicies: string[];
}

/** An OpenID Connect provider that an account trusts. */
export interface OidcProvider {
  arn: string;
  accountId: string;
  /** With its scheme, as given. */
  url: string;
  clientIds: string[];
  thumbprints: string[];
  createdAt: number;
  tags: Record<string, string>;
}
