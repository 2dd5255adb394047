import { createPrivateKey } from 'node:crypto';
import { z } from 'zod';
import { redirectUrl, topicArn } from './aws/delegation-limits.ts';
import { withFiles } from './config-files.ts';
import { invalidConfig, json } from './config-text.ts';

/** `a,b, c` */
const list = z
  .string()
  .default('')
  .transform((text) => text.split(',').flatMap((it) => it.trim() || []));

const origin = z.string().refine((text) => URL.canParse(text) && new URL(text).origin === text, {
  message: 'an origin is scheme, host and port alone: https://app.acme.example',
});

/** `id:base64` of 32 bytes. */
const key = z
  .string()
  .regex(
    /^[\w-]{1,32}:[A-Za-z0-9+/_-]{43}=?$/,
    'a key is id:base64 of 32 bytes, e.g. from `openssl rand -base64 32`',
  )
  .transform((text) => {
    const [id = '', base64 = ''] = text.split(':');
    return { id, key: new Uint8Array(Buffer.from(base64, 'base64')) };
  });

/** `id:base64` of an RSA private key, PKCS #8 DER. */
const privateKey = z.string().transform((text, context) => {
  const [id = '', base64 = ''] = text.split(':');
  try {
    return {
      id,
      key: createPrivateKey({ key: Buffer.from(base64, 'base64'), format: 'der', type: 'pkcs8' }),
    };
  } catch {
    context.addIssue({ code: 'custom', message: 'a key is id:base64 of an RSA private key in PKCS #8 DER' });
    return z.NEVER;
  }
});

const kmsKeyArn = z
  .string()
  .regex(
    /^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/[\w-]+$/,
    'a KMS key is named by its ARN: arn:aws:kms:…:key/…',
  );

/** A JWK Set; each key by its `kid`. */
const jwks = json
  .pipe(z.object({ keys: z.array(z.looseObject({ kid: z.string().min(1) })).min(1) }))
  .transform(({ keys }) => keys.map((jwk) => ({ id: jwk.kid, jwk })));

/** Every setting, its limits and its default. Nothing else reads the environment. */
const settings = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  /** Where to listen. */
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(4000),
  /** The address at which browsers and AWS reach this gateway, without a path. */
  PUBLIC_URL: origin.optional(),
  /** What AWS shows as the partner's name. */
  PARTNER_NAME: z.string().min(1).max(30).optional(),
  /** Partner keys as `id:sha256`, several at once for rotation. */
  PARTNER_KEYS: list,
  /** Keys that sign session tokens, newest first. */
  SESSION_KEYS: list.pipe(z.array(key)),
  /** Public keys (a JWK Set) with which the partner signs session tokens itself. */
  PARTNER_JWKS: jwks.default([]),
  /** Keys that wrap data keys, newest first. */
  WRAPPING_KEYS: list.pipe(z.array(key)),
  /** Keys of AWS KMS in place of WRAPPING_KEYS, by ARN: the first wraps, all unwrap. */
  KMS_KEY_ARNS: list.pipe(z.array(kmsKeyArn)),
  /** Which of the two wraps where both are set; KMS_KEY_ARNS if it is not said. All of both unwrap. */
  SEAL_WITH: z.enum(['WRAPPING_KEYS', 'KMS_KEY_ARNS']).optional(),
  /** Origins of pages that may hold the button. */
  ALLOWED_ORIGINS: list.pipe(z.array(origin)),
  /** The embedded store's file. */
  STORE_FILE: z.string().default('.data/grants.db'),
  /** A replica set or sharded cluster in the embedded store's place: then any number of gateways may run side by side. */
  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\//, 'it begins with mongodb:// or mongodb+srv://')
    .optional(),
  AWS_REGION: z.string().default('us-east-1'),
  /** The topic on which AWS tells of delegation requests. */
  SNS_TOPIC_ARN: topicArn.optional(),
  /** Origins besides AWS's own from which SNS signing certificates are taken: none, but for a sandbox. */
  SNS_CERTIFICATE_ORIGINS: list.pipe(z.array(origin)),
  /** Queues subscribed to the topics, taken in beside `/sns`. */
  SQS_QUEUE_URLS: list.pipe(z.array(z.url())),
  /** Whom customers' roles trust: the account or, better, the role that the gateway runs as. */
  PARTNER_PRINCIPAL_ARN: z
    .string()
    .regex(
      /^arn:aws[a-z-]*:iam::\d{12}:(root|role\/[\w+=,.@/-]+)$/,
      'the ARN of an account’s root or of a role',
    )
    .optional(),
  /** The gateway as OIDC issuer; PUBLIC_URL where left out. */
  OIDC_ISSUER: z.url().optional(),
  /** RSA private keys for it, newest first, as `id:base64` of PKCS #8 DER. */
  OIDC_KEYS: list.pipe(z.array(privateKey)),
  /** Where AWS's console links back to. */
  REDIRECT_URL: redirectUrl.optional(),
  /** Where grants' events are posted: https, or http to this machine outside production. */
  WEBHOOK_URL: z.url().optional(),
  /** What signs them: `whsec_…`, newest first; all sign. */
  WEBHOOK_SECRETS: list,
  /** A JSON file of paths in place of the default ones. */
  PATHS_FILE: z.string().optional(),
  /** A sandbox to use in AWS's place, and its clock. Not in production. */
  SANDBOX_URL: origin.optional(),
  /** How long to go on serving after SIGTERM, with /readyz at 503, until load balancers have noticed; 5 in production, else 0. */
  STOP_PAUSE_SECONDS: z.coerce.number().min(0).max(300).optional(),
  /** When a stop is over in any case, counted from the signal. */
  STOP_DEADLINE_SECONDS: z.coerce.number().min(1).max(600).default(25),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
});

/** The gateway's settings, checked. */
export type Config = z.output<typeof settings>;

/** What production does not start without, and why. */
const NEEDED_IN_PRODUCTION = {
  WRAPPING_KEYS: 'the keys that seal exchange tokens at rest, unless KMS_KEY_ARNS names keys of AWS KMS',
  SESSION_KEYS: 'the keys that sign session tokens',
  PARTNER_KEYS: 'the hashed keys of the partner’s backend',
  ALLOWED_ORIGINS: 'the origins of the pages that hold the button',
  PUBLIC_URL: 'the address at which browsers and AWS reach the gateway',
  SNS_TOPIC_ARN: 'the topic on which AWS tells of delegation requests',
  PARTNER_NAME: 'the name that AWS shows to the customer',
  PATHS_FILE: 'the paths with the policy templates that AWS registered for the partner',
} as const satisfies Partial<Record<keyof Config, string>>;

/** What may stand in the place of what is needed. */
const IN_PLACE: Partial<Record<string, keyof Config>> = { WRAPPING_KEYS: 'KMS_KEY_ARNS' };

/** The names of all settings; each may be given as `<NAME>_FILE`, too. */
export const SETTING_NAMES: readonly string[] = Object.keys(settings.shape);

/** Reads the settings; CONFIG_INVALID names every one that is wrong. */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const all = Object.entries(withFiles(environment, SETTING_NAMES));
  const given = Object.fromEntries(all.filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success)
    throw invalidConfig(parsed.error.issues.map((it) => `${it.path.join('.')}: ${it.message}`));
  const { SEAL_WITH } = parsed.data;
  if (SEAL_WITH && isMissing(parsed.data[SEAL_WITH]))
    throw invalidConfig([`SEAL_WITH names ${SEAL_WITH}, which is not set`]);
  if (parsed.data.NODE_ENV === 'production') assertFitForProduction(parsed.data);
  return parsed.data;
}

function assertFitForProduction(config: Config): void {
  const missing = Object.entries(NEEDED_IN_PRODUCTION)
    .filter(
      ([name]) =>
        isMissing(config[name as keyof Config]) &&
        isMissing(config[IN_PLACE[name] ?? (name as keyof Config)]),
    )
    .map(([name, why]) => `${name} is missing: ${why}`);
  const refused = config.SANDBOX_URL ? ['SANDBOX_URL is not for production'] : [];
  const certificates = config.SNS_CERTIFICATE_ORIGINS.length
    ? ['SNS_CERTIFICATE_ORIGINS is not for production: AWS’s own hosts are known']
    : [];
  const wrong = [...missing, ...refused, ...certificates];
  if (wrong.length) throw invalidConfig(wrong);
}

function isMissing(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.length === 0);
}
