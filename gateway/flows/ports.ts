import type { Logger } from 'pino';
import type { Aws } from '../aws/aws.ts';
import type { Grant } from '../domain/grant.ts';
import type { Path } from '../domain/path.ts';
import type { SessionTokens } from '../session-token.ts';
import type { IdentityTokens } from '../identity-tokens.ts';
import type { Store } from '../store/store.ts';
import type { Vault } from '../vault/vault.ts';

/** The partner's own choices that the flows need. */
export interface Partner {
  /** As AWS shows it. */
  name: string;
  paths: readonly Path[];
  /** Where AWS tells of delegation requests. */
  topicArn: string;
  /** Whom customers' roles trust: the account or role that the gateway runs as. */
  principalArn: string;
  /** Where CloudFormation's console is, if not at AWS's own address: a sandbox's. */
  console?: { consoleUrl?: string };
  /** `aws`, `aws-us-gov` or `aws-cn`. */
  partition: string;
  /** Where AWS's console links back to. */
  redirectUrl?: string;
  /** Origins of pages that may hold the button. */
  allowedOrigins: readonly string[];
  /** The gateway's address for browsers. */
  publicUrl: string;
}

/** Everything a flow may touch; the first argument of each. */
export interface Ports {
  store: Store;
  vault: Vault;
  aws: Aws;
  sessionTokens: SessionTokens;
  identityTokens: IdentityTokens;
  partner: Partner;
  /** The present, epoch milliseconds. */
  now: () => number;
  /** Tells the partner what it has not heard of the grant; absent where no webhook is configured. It keeps its own record in the grant. */
  announce?: (grant: Grant) => Promise<void>;
  log: Logger;
}
