import { X509Certificate } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { GatewayError } from '../errors.ts';

/** SNS's own hosts, AWS China's among them. */
const AWS_HOST = /^sns\.[a-zA-Z0-9-]{3,}\.amazonaws\.com(\.cn)?$/;

/** AWS has one certificate per region at a time; a gateway hears from a few. */
const KEPT = 32;

/** So many certificates are fetched at once and no more: who sends junk must not make us knock at AWS's door. */
const FETCHING = 8;

const MAX_BYTES = 65_536;
const DEADLINE_MS = 5_000;

/** Fetches the text at an address that was checked. Anything thrown means "not now". */
export type FetchCertificate = (url: URL) => Promise<string>;

/** Where signing certificates come from. */
export interface SnsCertificates {
  /**
   * The public key of the certificate at this address. NOTIFICATION_CERTIFICATE_REFUSED for an address that is not
   * AWS's or a certificate out of its time; AWS_UNAVAILABLE if it cannot be had now.
   */
  publicKey(url: string): Promise<KeyObject>;
}

/** What `createSnsCertificates` is given. */
export interface SnsCertificateOptions {
  /** Origins to trust besides AWS's, e.g. `http://127.0.0.1:4566`; none where left out. */
  certificateOrigins?: readonly string[];
  /** The present, epoch milliseconds. */
  now: () => number;
  fetchCertificate?: FetchCertificate;
}

interface Certificate {
  publicKey: KeyObject;
  validFrom: number;
  validTo: number;
}

/** Fetches signing certificates and keeps them by address; a failure is not kept, and one fetch serves all who wait for it. */
export function createSnsCertificates(options: SnsCertificateOptions): SnsCertificates {
  const { certificateOrigins = [], now, fetchCertificate = fetchText } = options;
  const origins = new Set(certificateOrigins);
  const kept = new Map<string, Certificate>();
  const fetching = new Map<string, Promise<Certificate>>();

  async function fetched(url: URL): Promise<Certificate> {
    try {
      const certificate = certificateIn(await fetchCertificate(url));
      kept.set(url.href, certificate);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return certificate;
    } catch (cause) {
      throw unavailable('SNS’s signing certificate cannot be fetched now.', cause);
    }
  }

  function certificateAt(url: URL): Promise<Certificate> {
    const known = fetching.get(url.href);
    if (known) return known;
    if (fetching.size >= FETCHING) throw unavailable('Too many certificates are being fetched already.');
    const promise = fetched(url).finally(() => fetching.delete(url.href));
    fetching.set(url.href, promise);
    return promise;
  }

  return {
    publicKey: async (address) => {
      const known = kept.get(address) ?? certificateAt(checkedAddress(address, origins));
      const { publicKey, validFrom, validTo } = await known;
      if (publicKey.asymmetricKeyType !== 'rsa') throw refused('its key is not RSA');
      if (now() < validFrom || now() > validTo) throw refused('it is not valid at this time');
      return publicKey;
    },
  };
}

function checkedAddress(address: string, origins: ReadonlySet<string>): URL {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || url.href !== address) throw refused('its address is not a plain URL');
  const isAws = url.protocol === 'https:' && AWS_HOST.test(url.host);
  const isBare = !url.username && !url.password && !url.search && !url.hash;
  if ((isAws || origins.has(url.origin)) && isBare && url.pathname.endsWith('.pem')) return url;
  throw refused('it is not at one of AWS’s own addresses');
}

function certificateIn(pem: string): Certificate {
  const { publicKey, validFrom, validTo } = new X509Certificate(pem);
  return { publicKey, validFrom: Date.parse(validFrom), validTo: Date.parse(validTo) };
}

async function fetchText(url: URL): Promise<string> {
  const response = await fetch(url, { redirect: 'error', signal: AbortSignal.timeout(DEADLINE_MS) });
  if (response.status !== 200 || !response.body) throw new Error(`The answer was ${response.status}.`);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > MAX_BYTES) throw new Error(`The answer is longer than ${MAX_BYTES} bytes.`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function refused(why: string): GatewayError {
  return new GatewayError(
    'NOTIFICATION_CERTIFICATE_REFUSED',
    `The SNS message’s certificate is refused: ${why}.`,
  );
}

function unavailable(message: string, cause?: unknown): GatewayError {
  return new GatewayError('AWS_UNAVAILABLE', message, { cause });
}
