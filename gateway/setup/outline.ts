import { z } from 'zod';
import { topicArn } from '../aws/delegation-limits.ts';
import { invalidConfig } from '../config-text.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import { assertTopicsApart } from '../path-config.ts';
import type { Outline } from './plan.ts';

/** What was typed after `setup`. */
export interface SetupOptions {
  name: string;
  stackRegions: readonly string[];
  hasQueue: boolean;
  hasHttp: boolean;
}

/** The settings that a setup reads; the rest of the configuration may still be missing. */
const settings = z.object({
  AWS_REGION: z.string().default('us-east-1'),
  SNS_TOPIC_ARN: topicArn.optional(),
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
});

/** The settings, checked; CONFIG_INVALID names every one that is wrong. */
export type SetupSettings = z.output<typeof settings>;

/** Reads what a setup needs of the environment. */
export function readSetupSettings(environment: Record<string, string | undefined>): SetupSettings {
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (parsed.success) return parsed.data;
  throw invalidConfig(parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`));
}

/** What is to be set up, by whom. CONFIG_INVALID where a topic is another account's, or nothing would be subscribed. */
export function outlineOf(
  { accountId, partition }: Pick<Outline, 'accountId' | 'partition'>,
  { AWS_REGION, SNS_TOPIC_ARN, PUBLIC_URL }: SetupSettings,
  options: SetupOptions,
  paths: readonly Path[],
): Outline {
  const { name, hasQueue, hasHttp } = options;
  const arnIn = (region: string, topic: string) => `arn:${partition}:sns:${region}:${accountId}:${topic}`;
  const topic = SNS_TOPIC_ARN ?? arnIn(AWS_REGION, name);
  assertTopicsApart(topic, paths);
  const region = regionIn(topic);
  const known = paths.flatMap((it) => it.stack?.topics ?? []).map(({ arn }) => arn);
  const wanted = stackRegions(options, paths, region)
    .filter((it) => !known.some((arn) => regionIn(arn) === it))
    .map((it) => arnIn(it, `${name}-stacks`));
  const stackTopicArns = [...new Set([...known, ...wanted])];
  const strangers = [topic, ...stackTopicArns].filter((arn) => arn.split(':')[4] !== accountId);
  if (strangers.length)
    throw invalid(`${strangers.join(', ')}: not of account ${accountId}, whose credentials these are.`);
  const httpEndpoint = hasHttp && PUBLIC_URL ? `${PUBLIC_URL.replace(/\/$/, '')}/sns` : undefined;
  if (!hasQueue && !httpEndpoint)
    throw invalid('Nothing would be subscribed: leave --no-queue out, or set PUBLIC_URL.');
  return { accountId, partition, region, name, topicArn: topic, stackTopicArns, httpEndpoint, hasQueue };
}

/** Where stacks are offered: where it was said, or else in the home Region, if there is a path with a stack at all. */
function stackRegions(
  { stackRegions: said }: SetupOptions,
  paths: readonly Path[],
  home: string,
): readonly string[] {
  const withStack = paths.filter((it) => it.kind === 'ROLE_BY_CLOUDFORMATION');
  if (said.length || withStack.every((it) => it.stack)) return said;
  return [home];
}

function regionIn(arn: string): string {
  return arn.split(':')[3] ?? '';
}

function invalid(message: string): GatewayError {
  return new GatewayError('CONFIG_INVALID', message);
}
