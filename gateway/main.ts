#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { createSdkAws } from './aws/sdk.ts';
import type { SdkOptions } from './aws/sdk.ts';
import { createSnsVerifier } from './aws/sns-message.ts';
import type { Command } from './commands/command.ts';
import { credentials } from './commands/credentials.ts';
import { lint } from './commands/lint.ts';
import { questionnaire } from './commands/questionnaire.ts';
import { template } from './commands/template.ts';
import { readConfig, readPaths } from './config.ts';
import type { Config } from './config.ts';
import { DEMO_PARTNER, prepareDemo } from './demo.ts';
import type { Path } from './domain/path.ts';
import { developmentKeys } from './development-keys.ts';
import { GatewayError } from './errors.ts';
import type { Ports } from './flows/ports.ts';
import { createGateway } from './gateway.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { startServer } from './http/server.ts';
import { createIdentityTokens } from './identity-tokens.ts';
import { createLog } from './log.ts';
import { createWebhooks } from './observers/webhooks.ts';
import { createPartnerKeys } from './partner-key.ts';
import { assertPaths } from './policy-lint/assert-paths.ts';
import { createSessionTokens } from './session-token.ts';
import { createEmbeddedStore } from './store/embedded.ts';
import { createLocalKeyVault } from './vault/local-key.ts';

/** What a run needs besides its settings. */
interface Surroundings {
  now: () => number;
  /** Where the SDK goes in AWS's place. */
  sandbox?: Pick<SdkOptions, 'endpoint' | 'credentials' | 'stackAnswerOrigins'>;
  /** Paths in place of the configured ones. */
  paths?: Path[];
  /** The sandbox's console. */
  consoleUrl?: string;
  pages?: FastifyPluginAsync;
}

/** A running gateway. */
interface Running {
  port: number;
  stop(): Promise<void>;
}

/** What can be typed after `connect-with-aws` and goes on until it is stopped. */
const SERVICES = {
  start: async () => startGateway(readConfig(process.env), { now: Date.now }),
  demo: async () => {
    const config = readConfig(process.env);
    if (config.NODE_ENV === 'production')
      throw new GatewayError('CONFIG_INVALID', 'The demo is not for production; `start` is.');
    const demo = await prepareDemo(config, readPaths(readIfNamed(config.PATHS_FILE)));
    const running = await startGateway(demo.config, demo);
    await demo.onListening(running.port);
    return { ...running, stop: () => running.stop().finally(demo.stop) };
  },
} satisfies Record<string, () => Promise<Running>>;

/** What can be typed, prints something and ends. */
const COMMANDS = { credentials, lint, questionnaire, template } satisfies Record<string, Command>;

async function startGateway(
  config: Config,
  { now, sandbox, pages, paths, consoleUrl }: Surroundings,
): Promise<Running> {
  const log = createLog(config.LOG_LEVEL);
  const configured = paths ?? readPaths(readIfNamed(config.PATHS_FILE));
  assertPaths(configured, log);
  const keys = keysOf(config);
  const partner = { ...partnerOf(config, configured), console: { consoleUrl } };
  const identityTokens = createIdentityTokens({
    issuer: config.OIDC_ISSUER ?? partner.publicUrl,
    keys: keys.identity,
    now,
  });
  const store = createEmbeddedStore({ file: config.STORE_FILE });
  const sessionTokens = createSessionTokens({
    signingKeys: keys.session,
    publicKeys: config.PARTNER_JWKS,
    now,
  });
  const snsVerifier = createSnsVerifier({
    topicArns: [
      partner.topicArn,
      ...partner.paths.flatMap((it) => it.stack?.topics.map(({ arn }) => arn) ?? []),
    ],
    certificateOrigins: config.SNS_CERTIFICATE_ORIGINS,
    now,
  });
  const gateway = createGateway({
    store,
    vault: createLocalKeyVault({ keys: keys.wrapping }),
    aws: createSdkAws({ region: config.AWS_REGION, ...sandbox }),
    sessionTokens,
    identityTokens,
    partner,
    now,
    announce: webhooksOf(config, { store, now, log })?.announce,
    log,
  });
  const authenticate = createAuthenticate(createPartnerKeys(config.PARTNER_KEYS), sessionTokens);
  const server = await startServer(
    { gateway, authenticate, snsVerifier, identityTokens, log, pages },
    { host: config.HOST, port: config.PORT },
  );
  return {
    port: server.port,
    async stop() {
      await server.stop();
      await gateway.stop();
      await store.close();
    },
  };
}

function partnerOf(config: Config, paths: Path[]) {
  const publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`;
  const principalArn = config.PARTNER_PRINCIPAL_ARN ?? '';
  return {
    name: config.PARTNER_NAME ?? DEMO_PARTNER,
    paths: principalArn ? paths : paths.filter((it) => it.kind === 'TEMPORARY'),
    topicArn: config.SNS_TOPIC_ARN ?? '',
    principalArn,
    partition: principalArn.split(':')[1] ?? 'aws',
    redirectUrl: config.REDIRECT_URL,
    allowedOrigins: [...config.ALLOWED_ORIGINS, publicUrl],
    publicUrl,
  };
}

function webhooksOf(
  { WEBHOOK_URL: url, WEBHOOK_SECRETS: secrets, NODE_ENV }: Config,
  ports: Pick<Ports, 'store' | 'now' | 'log'>,
) {
  return url === undefined
    ? undefined
    : createWebhooks({ ...ports, url, secrets, isProduction: NODE_ENV === 'production' });
}

/** Production has its keys from its settings, or does not get here; anything else may have keys made for it. */
function keysOf(config: Config) {
  if (config.WRAPPING_KEYS.length && config.SESSION_KEYS.length)
    return { wrapping: config.WRAPPING_KEYS, session: config.SESSION_KEYS, identity: config.OIDC_KEYS };
  const file = join(dirname(config.STORE_FILE), 'development-keys.json');
  const made = developmentKeys(file);
  process.stderr.write(
    `\nNOT FOR PRODUCTION: WRAPPING_KEYS or SESSION_KEYS is not set, so development keys from ${file} are used.\n\n`,
  );
  return {
    wrapping: config.WRAPPING_KEYS.length ? config.WRAPPING_KEYS : [made.wrapping],
    session: config.SESSION_KEYS.length ? config.SESSION_KEYS : [made.session],
    identity: config.OIDC_KEYS.length ? config.OIDC_KEYS : [made.identity],
  };
}

function readIfNamed(file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID', `PATHS_FILE names ${file}, which cannot be read.`, { cause });
  }
}

/** Ends the process on the first signal when all is put away, on the second at once. */
function stopOnSignals(running: Running): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
}

function fail(error: unknown): void {
  const isExpected = error instanceof GatewayError;
  const message = isExpected ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`connect-with-aws: ${explain(error) ?? message}\n`);
  process.exit(1);
}

function explain(error: unknown): string | undefined {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return undefined;
  const { port } = error as { port?: number };
  return `Port ${port} is taken. Stop what uses it, or choose another with PORT=4100 (the sandbox takes the next one).`;
}

async function run(command: Command, args: readonly string[]): Promise<void> {
  process.exitCode = await command({
    args,
    environment: process.env,
    paths: () => readPaths(readIfNamed(process.env['PATHS_FILE'] || undefined)),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}

const [name = 'start', ...args] = process.argv.slice(2);
const service = Object.hasOwn(SERVICES, name) ? SERVICES[name as keyof typeof SERVICES] : undefined;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined;
const names = [...Object.keys(SERVICES), ...Object.keys(COMMANDS)].join(', ');
if (service) service().then(stopOnSignals).catch(fail);
else if (command) run(command, args).catch(fail);
else fail(new GatewayError('CONFIG_INVALID', `There is no command ${name}; there are: ${names}.`));
