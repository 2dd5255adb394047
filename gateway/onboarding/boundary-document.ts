import { rolePolicy } from '../domain/customer-role.ts';
import type { Path } from '../domain/path.ts';
import type { PolicyDocument, PolicyStatement } from '../domain/policy-template.ts';

/** A boundary as it is registered with AWS. */
export interface Boundary {
  arn: string;
  /** The last part of the ARN; it never changes. */
  name: string;
  document: PolicyDocument;
}

/** The boundaries that the paths name, each as wide as what its roles are given, and no wider. */
export function boundariesOf(paths: readonly Path[]): Boundary[] {
  const arns = new Set(paths.flatMap((it) => it.permissionsBoundaryArn ?? []));
  return [...arns].map((arn) => ({
    arn,
    name: arn.split('/').at(-1) ?? arn,
    document: documentFor(paths.filter((it) => it.permissionsBoundaryArn === arn)),
  }));
}

function documentFor(paths: readonly Path[]): PolicyDocument {
  const statements = paths.flatMap((it) => rolePolicy(it, '*').Statement);
  const distinct = new Map(statements.map((it): [string, PolicyStatement] => [JSON.stringify(it), it]));
  return { Version: '2012-10-17', Statement: [...distinct.values()] };
}
