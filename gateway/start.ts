import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { FastifyPluginAsync } from 'fastify';
import { createSdkAws } from './aws/sdk.ts';
import type { SdkOptions } from './aws/sdk.ts';
import { createSnsVerifier } from './aws/sns-message.ts';
import { createSqsQueue } from './aws/sqs.ts';
import type { Config } from './config.ts';
import { DEMO_PARTNER } from './demo.ts';
import type { Path } from './domain/path.ts';
import { developmentKeys } from './development-keys.ts';
import { drain } from './draining.ts';
import type { StopTimes } from './draining.ts';
import { GatewayError } from './errors.ts';
import type { Ports } from './flows/ports.ts';
import { createGateway } from './gateway.ts';
import { createAuthenticate } from './http/authenticate.ts';
import { startServer } from './http/server.ts';
import { createIdentityTokens } from './identity-tokens.ts';
import { startIntake } from './intake.ts';
import { createLog } from './log.ts';
import { createWebhooks } from './observers/webhooks.ts';
import { createPartnerKeys } from './partner-key.ts';
import { assertTopicsApart, readPaths } from './path-config.ts';
import { assertPaths } from './policy-lint/assert-paths.ts';
import { startRewrapping } from './rewrapping.ts';
import { createSessionTokens } from './session-token.ts';
import { createEmbeddedStore } from './store/embedded.ts';
import type { Store } from './store/store.ts';
import { takeIn } from './take-in.ts';
import { createKmsKeyVault } from './vault/kms-key.ts';
import { createLocalKeyVault } from './vault/local-key.ts';
import type { WrappingKey } from './vault/local-key.ts';
import { createVaultWithFormer } from './vault/vault-with-former.ts';
import type { Vault } from './vault/vault.ts';

/** What a run needs besides its settings. */
export interface Surroundings {
  now: () => number;
  /** Where the SDK goes in AWS's place. */
  sandbox?: Pick<SdkOptions, 'endpoint' | 'credentials' | 'stackAnswerOrigins'>;
  /** Paths in place of the configured ones. */
  paths?: Path[];
  /** The sandbox's console. */
  consoleUrl?: string;
  pages?: FastifyPluginAsync;
}

/** A queue keeps messages for fourteen days at most, and SNS tried for an hour before. Milliseconds. */
const LONGEST_IN_QUEUE_MS = 14 * 86_400_000 + 3_600_000;

/** A running gateway. */
export interface Running {
  port: number;
  stop(): Promise<void>;
}

/** Starts the gateway that the settings describe: picks its adapters, and gives how to stop it. */
export async function startGateway(
  config: Config,
  { now, sandbox, pages, paths, consoleUrl }: Surroundings,
): Promise<Running> {
  const log = createLog(config.LOG_LEVEL);
  const configured = paths ?? pathsIn(config.PATHS_FILE);
  assertPaths(configured, log);
  assertTopicsApart(config.SNS_TOPIC_ARN, configured);
  const keys = keysOf(config);
  const partner = { ...partnerOf(config, configured), console: { consoleUrl } };
  const identityTokens = createIdentityTokens({
    issuer: config.OIDC_ISSUER ?? partner.publicUrl,
    keys: keys.identity,
    now,
  });
  const store = await openStore(config);
  const vault = openVault(config, keys.wrapping, sandbox);
  const sessionTokens = createSessionTokens({
    signingKeys: keys.session,
    publicKeys: config.PARTNER_JWKS,
    now,
  });
  const sns = {
    topicArns: [
      partner.topicArn,
      ...partner.paths.flatMap((it) => it.stack?.topics.map(({ arn }) => arn) ?? []),
    ],
    certificateOrigins: config.SNS_CERTIFICATE_ORIGINS,
    now,
  };
  const gateway = createGateway({
    store,
    vault,
    aws: createSdkAws({ region: config.AWS_REGION, ...sandbox }),
    sessionTokens,
    identityTokens,
    partner,
    now,
    announce: webhooksOf(config, { store, now, log })?.announce,
    log,
  });
  const stopRewrapping = startRewrapping({ store, vault, now, log });
  const authenticate = createAuthenticate(createPartnerKeys(config.PARTNER_KEYS), sessionTokens);
  const server = await startServer(
    { gateway, authenticate, snsVerifier: createSnsVerifier(sns), identityTokens, log, pages },
    { host: config.HOST, port: config.PORT },
  );
  const queued = { gateway, verifier: createSnsVerifier({ ...sns, maxAgeMs: LONGEST_IN_QUEUE_MS }), log };
  const intake = startIntake({
    queues: openQueues(config, sandbox),
    takeIn: (body) => takeIn(queued, body),
    log,
  });
  return {
    port: server.port,
    stop: () =>
      drain(
        {
          announce: () => server.announceStop(),
          finish: [() => server.stop(), () => intake.stop(), () => gateway.stop(), stopRewrapping],
          close: () => store.close(),
        },
        stopTimes(config),
        log,
      ),
  };
}

/** Behind a load balancer, production serves on until that has noticed. */
function stopTimes(config: Config): StopTimes {
  const pause = config.STOP_PAUSE_SECONDS ?? (config.NODE_ENV === 'production' ? 5 : 0);
  return { pauseMs: pause * 1000, deadlineMs: config.STOP_DEADLINE_SECONDS * 1000 };
}

function openQueues({ SQS_QUEUE_URLS, AWS_REGION: region }: Config, sandbox: Surroundings['sandbox']) {
  return SQS_QUEUE_URLS.map((url) => createSqsQueue({ region, ...sandbox }, url));
}

async function openStore({ MONGODB_URI, STORE_FILE }: Config): Promise<Store> {
  if (MONGODB_URI === undefined) return createEmbeddedStore({ file: STORE_FILE });
  // Its driver takes a while to load, which a gateway with the embedded store need not wait for.
  const { openMongodbStore } = await import('./store/mongodb.ts');
  return openMongodbStore({ uri: MONGODB_URI });
}

/** The vault that the settings describe: with keys of both kinds KMS seals, if SEAL_WITH does not say otherwise, and both open. */
export function openVault(
  { KMS_KEY_ARNS: keyArns, SEAL_WITH }: Pick<Config, 'KMS_KEY_ARNS' | 'SEAL_WITH'>,
  keys: readonly WrappingKey[],
  sandbox: Surroundings['sandbox'],
): Vault {
  if (keyArns.length === 0) return createLocalKeyVault({ keys });
  const kms = createKmsKeyVault({ keyArns, endpoint: sandbox?.endpoint, credentials: sandbox?.credentials });
  if (keys.length === 0) return kms;
  const own = createLocalKeyVault({ keys });
  return SEAL_WITH === 'WRAPPING_KEYS' ? createVaultWithFormer(own, kms) : createVaultWithFormer(kms, own);
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
  const sealing = [...config.WRAPPING_KEYS, ...config.KMS_KEY_ARNS];
  if (sealing.length && config.SESSION_KEYS.length)
    return { wrapping: config.WRAPPING_KEYS, session: config.SESSION_KEYS, identity: config.OIDC_KEYS };
  const file = join(dirname(config.STORE_FILE), 'development-keys.json');
  const made = developmentKeys(file);
  process.stderr.write(
    `\nNOT FOR PRODUCTION: WRAPPING_KEYS or SESSION_KEYS is not set, so development keys from ${file} are used.\n\n`,
  );
  return {
    wrapping: sealing.length ? config.WRAPPING_KEYS : [made.wrapping],
    session: config.SESSION_KEYS.length ? config.SESSION_KEYS : [made.session],
    identity: config.OIDC_KEYS.length ? config.OIDC_KEYS : [made.identity],
  };
}

/** The paths that a file names; the default ones where none is named. */
export function pathsIn(file: string | undefined): Path[] {
  return readPaths(readIfNamed(file));
}

function readIfNamed(file: string | undefined): string | undefined {
  try {
    return file === undefined ? undefined : readFileSync(file, 'utf8');
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID', `PATHS_FILE names ${file}, which cannot be read.`, { cause });
  }
}
