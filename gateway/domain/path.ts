import type { PathKind, RoleTrust } from '../../schema/types.generated.ts';
import { isEnabled, renderPolicy } from './policy-template.ts';
import type { PolicyDocument, PolicyParameter, PolicyStatement } from './policy-template.ts';

/** AWS lets an account's root user approve at most 4 hours. */
export const ROOT_APPROVER_LIMIT_SECONDS = 14_400;

/** A statement of a path's policy template, with the words a customer reads for it. */
export interface PathStatement {
  words: string;
  statement: PolicyStatement;
}

/** The role that a lasting path makes. */
export interface RolePlan {
  trust: RoleTrust;
  /** `acme-connector`; a random suffix makes each role's name its own. */
  namePrefix: string;
  /** IAM path, by which the customer sees whose it is: `/acme.example/`. */
  rolePath: string;
  /** 3,600 to 43,200. */
  maxSessionSeconds: number;
}

/** How a grant comes about: a row of the partner's configuration. */
export interface Path {
  id: string;
  kind: PathKind;
  title: string;
  summary: string;
  bulletPoints: string[];
  badge?: string;
  /** How long access (or, for a role, the session that makes it) lasts: 300 to 43,200 seconds. */
  durationSeconds: number;
  /** What AWS shows as the partner's description. */
  description: string;
  /** What AWS shows to the approver; `{customer}` and `{partner}` are filled in. */
  requestMessage: string;
  /** As AWS gave it at onboarding. Opaque. */
  policyTemplateArn?: string;
  parameters: PolicyParameter[];
  statements: PathStatement[];
  permissionsBoundaryArn?: string;
  /** The role, for lasting paths. */
  role?: RolePlan;
  /** For ROLE_BY_DELEGATION: what the session that makes the role may do; this is what its policy template says. */
  setup?: PathStatement[];
  /** For ROLE_BY_CLOUDFORMATION: where the template lies (S3, https), and the topic of each offered Region, the first preferred. */
  stack?: { templateUrl: string; topics: { region: string; arn: string }[] };
  /** Lasting paths to which an active grant of this one can be upgraded. */
  upgradesTo?: string[];
  /** Paths that ask for more beside an active grant of this one. */
  extendsWith?: string[];
  /** Only ever asked for beside another grant: not among the first choices. */
  isFeature?: boolean;
  /** Nobody but who claimed the request may release the token after an administrator approved. */
  onlySendByOwner: boolean;
}

/** What each kind needs in the configuration before it can be started. */
const CAN_START = {
  TEMPORARY: (path) => path.policyTemplateArn !== undefined,
  ROLE_BY_CLOUDFORMATION: (path) => path.role !== undefined && (path.stack?.topics.length ?? 0) > 0,
  ROLE_BY_DELEGATION: (path) =>
    path.policyTemplateArn !== undefined && path.role !== undefined && path.setup !== undefined,
} satisfies Record<PathKind, (path: Path) => boolean>;

/** Whether the path can be started here. */
export function isAvailable(path: Path): boolean {
  return CAN_START[path.kind](path);
}

/** The template as it is registered with AWS: what the delegated session may do. */
export function templateOf(path: Path): PolicyDocument {
  const statements = path.kind === 'ROLE_BY_DELEGATION' ? (path.setup ?? []) : path.statements;
  return { Version: '2012-10-17', Statement: statements.map((it) => it.statement) };
}

/** What the customer grants: the session's policy as AWS will render it, or the role's. */
export function policyOf(path: Path): PolicyDocument {
  const statements = path.statements.map((it) => it.statement);
  return renderPolicy({ Version: '2012-10-17', Statement: statements }, path.parameters);
}

/** The statements that stay once rendered, each with its words: of what is granted, or of the setup. */
export function permissionsOf({ parameters }: Path, statements: readonly PathStatement[]): PathStatement[] {
  const values = new Map(parameters.map((it) => [it.name, it]));
  const kept = statements.filter((it) => isEnabled(it.statement, values));
  const document = { Version: '2012-10-17' as const, Statement: kept.map((it) => it.statement) };
  const rendered = renderPolicy(document, parameters).Statement;
  return kept.map(({ words, statement }, index) => ({ words, statement: rendered[index] ?? statement }));
}

/** The message AWS shows, for one customer: within AWS's 200 Latin-1 characters, whatever the names are. */
export function requestMessageFor(path: Path, names: { partner: string; customer: string }): string {
  const filled = path.requestMessage
    .replaceAll('{partner}', () => names.partner)
    .replaceAll('{customer}', () => names.customer);
  return toLatin1(filled).slice(0, 200);
}

/** The text in the characters that AWS's fields take: Latin-1 without control characters; others become `?`. */
export function toLatin1(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"')
    .replace(/[–—]/g, '-')
    .replace(/\u00a0/g, ' ')
    .replace(/[^\t\n\r\x20-\x7e\xa1-\xff]/gu, '?');
}
