import { z } from 'zod';
import { durationSeconds, newDelegationRequest, policyParameter, topicArn } from './aws/delegation-limits.ts';
import { invalidConfig, json } from './config-text.ts';
import { DEFAULT_PATHS } from './default-paths.ts';
import { policyOf } from './domain/path.ts';
import type { Path } from './domain/path.ts';

const statement = z.object({
  Effect: z.enum(['Allow', 'Deny']),
  Action: z.union([z.string(), z.array(z.string())]),
  Resource: z.union([z.string(), z.array(z.string())]),
  Condition: z
    .record(z.string(), z.record(z.string(), z.union([z.string(), z.array(z.string())])))
    .optional(),
  '@Enabled': z.string().optional(),
});

/** A row of PATHS_FILE. */
const path = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]{1,64}$/, 'a path id is lower-case letters, digits and hyphens'),
  kind: z.enum(['TEMPORARY', 'ROLE_BY_CLOUDFORMATION', 'ROLE_BY_DELEGATION']),
  title: z.string().min(1).max(60),
  summary: z.string().max(300),
  bulletPoints: z.array(z.string().max(120)).max(8).default([]),
  badge: z.string().max(40).optional(),
  durationSeconds,
  description: newDelegationRequest.shape.description,
  requestMessage: z.string().min(1).max(200),
  policyTemplateArn: z.string().min(20).max(2048).optional(),
  parameters: z.array(policyParameter).max(50).default([]),
  statements: z.array(z.object({ words: z.string().min(1), statement })).min(1),
  permissionsBoundaryArn: z.string().min(20).max(2048).optional(),
  role: z
    .object({
      trust: z.enum(['EXTERNAL_ID', 'OIDC']),
      namePrefix: z.string().regex(/^[\w+=,.@-]{1,50}$/, 'a role name has letters, digits and +=,.@_-'),
      rolePath: z.string().regex(/^\/([!-~]+\/)?$/, 'an IAM path begins and ends with a slash'),
      maxSessionSeconds: z.number().int().min(3600).max(43_200),
    })
    .optional(),
  setup: z
    .array(z.object({ words: z.string().min(1), statement }))
    .min(1)
    .optional(),
  stack: z
    .object({ templateUrl: z.url(), topics: z.array(z.object({ region: z.string(), arn: topicArn })).min(1) })
    .optional(),
  upgradesTo: z.array(z.string()).optional(),
  extendsWith: z.array(z.string()).optional(),
  isFeature: z.boolean().optional(),
  onlySendByOwner: z.boolean().default(false),
}) satisfies z.ZodType<Path, unknown>;

const paths = z
  .array(path)
  .min(1)
  .superRefine((rows, context) => {
    for (const [index, row] of rows.entries()) {
      const refuse = (field: keyof Path, message: string) =>
        context.addIssue({ code: 'custom', path: [index, field], message });
      if (rows.findIndex((it) => it.id === row.id) !== index)
        refuse('id', `another row is called ${row.id} too`);
      for (const field of ['extendsWith', 'upgradesTo'] as const)
        for (const id of row[field] ?? [])
          if (id === row.id) refuse(field, `${id} is the row itself`);
          else if (!rows.some((it) => it.id === id)) refuse(field, `there is no row ${id}`);
      const wanted = parameterMissingIn(row);
      if (wanted) refuse('parameters', wanted);
    }
  });

/** Reads a partner's paths; CONFIG_INVALID says which row and why. */
export function readPaths(text: string | undefined): Path[] {
  if (text === undefined) return DEFAULT_PATHS;
  const parsed = json.pipe(paths).safeParse(text);
  if (parsed.success) return parsed.data;
  throw invalidConfig(
    parsed.error.issues.map(
      (it) => `${['PATHS_FILE', it.path.join('.')].filter(Boolean).join(', ')}: ${it.message}`,
    ),
  );
}

/**
 * CONFIG_INVALID where a stack reports on the topic of AWS's own notices: anybody may publish to the topics of stacks, and
 * what comes there is taken for nothing else.
 */
export function assertTopicsApart(topicArn: string | undefined, rows: readonly Path[]): void {
  const shared = rows.find((it) => it.stack?.topics.some(({ arn }) => arn === topicArn));
  if (shared)
    throw invalidConfig([
      `The path ${shared.id} lets stacks report on SNS_TOPIC_ARN (${topicArn}), where AWS tells of requests and only AWS may publish: give stacks a topic of their own`,
    ]);
}

function parameterMissingIn(row: Path): string | undefined {
  try {
    policyOf(row);
    return undefined;
  } catch (error) {
    return (error as RangeError).message;
  }
}
