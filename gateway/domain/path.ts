import type { PathKind } from '../../schema/types.generated.ts';
import { isEnabled, renderPolicy } from './policy-template.ts';
import type { PolicyDocument, PolicyParameter, PolicyStatement } from './policy-template.ts';

/** AWS lets an account's root user approve at most 4 hours. */
export const ROOT_APPROVER_LIMIT_SECONDS = 14_400;

/** A statement of a path's policy template, with the words a customer reads for it. */
export interface PathStatement {
  words: string;
  statement: PolicyStatement;
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
  /** Nobody but who claimed the request may release the token after an administrator approved. */
  onlySendByOwner: boolean;
}

/** The kinds this gateway can carry out. */
const CARRIED_OUT: readonly PathKind[] = ['TEMPORARY'];

/** Whether the path can be started here. */
export function isAvailable(path: Path): boolean {
  return CARRIED_OUT.includes(path.kind) && path.policyTemplateArn !== undefined;
}

/** The template as it is registered with AWS. */
export function templateOf(path: Path): PolicyDocument {
  return { Version: '2012-10-17', Statement: path.statements.map((it) => it.statement) };
}

/** The policy as AWS will render it for this path. */
export function policyOf(path: Path): PolicyDocument {
  return renderPolicy(templateOf(path), path.parameters);
}

/** The statements that stay once rendered, each with its words. */
export function permissionsOf(path: Path): PathStatement[] {
  const values = new Map(path.parameters.map((it) => [it.name, it]));
  const words = path.statements.filter((it) => isEnabled(it.statement, values)).map((it) => it.words);
  return policyOf(path).Statement.map((statement, index) => ({ words: words[index] ?? '', statement }));
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
