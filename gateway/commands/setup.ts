import { parseArgs } from 'node:util';
import type { Messaging } from '../aws/messaging.ts';
import { GatewayError } from '../errors.ts';
import { outlineOf, readSetupSettings } from '../setup/outline.ts';
import { planOf, queueArnOf } from '../setup/plan.ts';
import type { Outline } from '../setup/plan.ts';
import { lookAt } from '../setup/reconcile.ts';
import type { Standing } from '../setup/reconcile.ts';
import type { Command } from './command.ts';

const USAGE = `connect-with-aws setup [options]

Makes the topics, queues and subscriptions by which AWS tells the gateway of its requests, in the account whose
credentials the AWS SDK finds, and prints the settings for them. It changes nothing that is right, and deletes nothing.

  --dry-run            says what it would do, and changes nothing
  --check              says what is missing or different; exit code 1 if anything is
  --force              adds what is needed to policies that somebody else wrote, too
  --name NAME          what the names begin with: connect-with-aws
  --stack-region R     a Region in which stacks are offered, again for each; the paths' own are known
  --no-queue           no SQS queue to listen to
  --no-http            no subscription of PUBLIC_URL/sns

It reads AWS_REGION, SNS_TOPIC_ARN, PUBLIC_URL and PATHS_FILE, as the gateway does.
`;

const OPTIONS = {
  'dry-run': { type: 'boolean', default: false },
  check: { type: 'boolean', default: false },
  force: { type: 'boolean', default: false },
  name: { type: 'string', default: 'connect-with-aws' },
  'stack-region': { type: 'string', multiple: true, default: [] as string[] },
  'no-queue': { type: 'boolean', default: false },
  'no-http': { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

/** How a line begins: what was done, what would be, what a check found. */
const WORDS = {
  right: { do: 'right', dry: 'right', check: 'right' },
  missing: { do: 'made', dry: 'would make', check: 'missing' },
  different: { do: 'changed', dry: 'would change', check: 'different' },
  unconfirmed: { do: 'asked again to confirm', dry: 'would ask again to confirm', check: 'not confirmed' },
} satisfies Record<Standing['state'], Record<Mode, string>>;

type Mode = 'do' | 'dry' | 'check';

/**
 * `connect-with-aws setup`: topics, queues and subscriptions, made or checked. 1 where a check finds something, or
 * where a policy of somebody else's was left alone.
 */
export function createSetup(open: (region: string) => Promise<Messaging>): Command {
  return async ({ args, environment, paths, stdout }) => {
    const options = optionsOf(args);
    if (options.help) {
      stdout(USAGE);
      return 0;
    }
    const mode = options.check ? 'check' : options['dry-run'] ? 'dry' : 'do';
    const settings = readSetupSettings(environment);
    const aws = await open(settings.AWS_REGION);
    const chosen = {
      name: options.name,
      stackRegions: options['stack-region'],
      hasQueue: !options['no-queue'],
      hasHttp: !options['no-http'],
    };
    const outline = outlineOf(await aws.caller(), settings, chosen, paths());
    let isRight = true;
    for (const wanted of planOf(outline)) {
      const standing = await lookAt(aws, wanted);
      const { lines, isLeft } = await attend(standing, mode, options.force);
      for (const line of lines) stdout(`${line}\n`);
      isRight &&= !isLeft && (mode !== 'check' || standing.state === 'right');
    }
    if (mode !== 'check') stdout(await settingsFor(aws, outline));
    return isRight ? 0 : 1;
  };
}

async function attend(standing: Standing, mode: Mode, isForced: boolean) {
  const { what, state, differences } = standing;
  const left = isForced ? [] : differences.filter((it) => it.isForeign);
  const mended = differences.filter((it) => !left.includes(it));
  const isMended = state !== 'right' && (state !== 'different' || mended.length > 0);
  if (mode === 'do' && isMended) await standing.mend(mended);
  const word = WORDS[state][mode].padEnd(9);
  const shown = mode === 'check' ? differences : mended;
  const head = isMended || state === 'right' || mode === 'check' ? [`${word} ${what}`] : [];
  return {
    lines: [
      ...head,
      ...shown.map(({ why }) => `          ${why}`),
      ...(mode === 'check'
        ? []
        : left.map(
            ({ why }) =>
              `left alone ${what}: somebody else wrote it, and --force adds to it.\n          ${why}`,
          )),
    ],
    isLeft: left.length > 0,
  };
}

/** What to put into the gateway's environment, and into its paths. */
async function settingsFor(aws: Messaging, outline: Outline): Promise<string> {
  const queue = outline.hasQueue ? await aws.queue(queueArnOf(outline)) : undefined;
  const topics = outline.stackTopicArns.map((arn) => ({ region: arn.split(':')[3], arn }));
  return [
    '',
    `SNS_TOPIC_ARN=${outline.topicArn}`,
    ...(queue ? [`SQS_QUEUE_URLS=${queue.url}`] : []),
    ...(topics.length
      ? [`# PATHS_FILE, in each path with a stack: "topics": ${JSON.stringify(topics)}`]
      : []),
    '',
  ].join('\n');
}

function optionsOf(args: readonly string[]) {
  try {
    const { values } = parseArgs({ args: [...args], options: OPTIONS });
    if (!/^[\w-]{1,60}$/.test(values.name))
      throw new Error('a name is letters, digits, hyphens, underscores');
    return values;
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : '';
    throw new GatewayError('CONFIG_INVALID', `${why}\n\n${USAGE}`, { cause });
  }
}
