import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { selfSignedCertificate } from './certificate.ts';

/** SNS's two ways to sign, by `SignatureVersion`: the digest under RSA. */
export const signatureDigests = { '1': 'sha1', '2': 'sha256' } as const;

/** "1" (SHA1withRSA, a topic's default) or "2" (SHA256withRSA). */
export type SignatureVersion = keyof typeof signatureDigests;

/** A key that signs notifications, and the certificate by which anyone can check them. */
export interface SigningKey {
  /** The certificate, PEM. */
  certificate: string;
  /** The last part of the certificate's address; it changes with the key, so that a cache may keep it for ever. */
  fileName: string;
  /** RSA signature of a text, base64. */
  sign(version: SignatureVersion, text: string): string;
}

/** Makes a fresh RSA-2048 key with a self-signed certificate. */
export function createSigningKey(name: string): SigningKey {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const certificate = selfSignedCertificate(name, publicKey, privateKey);
  const hash = createHash('md5').update(certificate).digest('hex');
  return {
    certificate,
    fileName: `SimpleNotificationService-${hash}.pem`,
    sign: (version, text) =>
      sign(signatureDigests[version], Buffer.from(text), privateKey).toString('base64'),
  };
}

const made = new Map<string, SigningKey>();

/** The key of that name, made at its first use and shared by every sandbox of this process. */
export function signingKeyNamed(name: string): SigningKey {
  const key = made.get(name) ?? createSigningKey(name);
  made.set(name, key);
  return key;
}
