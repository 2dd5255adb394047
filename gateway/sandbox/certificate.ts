import { sign, type KeyObject } from 'node:crypto';

/*
 * X.509 in as few bytes as it takes: version 3, no extensions, issuer and subject the same name.
 * Node reads certificates but does not write them.
 */
const tag = {
  integer: 0x02,
  bits: 0x03,
  nil: 0x05,
  oid: 0x06,
  text: 0x0c,
  utcTime: 0x17,
  sequence: 0x30,
  set: 0x31,
};
const oid = { commonName: '550403', sha256WithRsa: '2a864886f70d01010b' };

/** A self-signed certificate in PEM for this RSA key pair, good from 2020 until the end of 2049. */
export function selfSignedCertificate(name: string, publicKey: KeyObject, privateKey: KeyObject): string {
  const algorithm = der(tag.sequence, der(tag.oid, Buffer.from(oid.sha256WithRsa, 'hex')), der(tag.nil));
  const body = der(
    tag.sequence,
    der(0xa0, der(tag.integer, Buffer.from([2]))),
    der(tag.integer, Buffer.from([1])),
    algorithm,
    distinguishedName(name),
    der(
      tag.sequence,
      der(tag.utcTime, Buffer.from('200101000000Z')),
      der(tag.utcTime, Buffer.from('491231235959Z')),
    ),
    distinguishedName(name),
    publicKey.export({ type: 'spki', format: 'der' }),
  );
  const signature = der(tag.bits, Buffer.from([0]), sign('sha256', body, privateKey));
  return pem(der(tag.sequence, body, algorithm, signature));
}

function distinguishedName(name: string): Buffer {
  const attribute = der(
    tag.sequence,
    der(tag.oid, Buffer.from(oid.commonName, 'hex')),
    der(tag.text, Buffer.from(name)),
  );
  return der(tag.sequence, der(tag.set, attribute));
}

function der(type: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  return Buffer.concat([Buffer.from([type]), lengthOf(content), content]);
}

function lengthOf(content: Buffer): Buffer {
  if (content.length < 0x80) return Buffer.from([content.length]);
  const hex = content.length.toString(16);
  const bytes = Buffer.from(hex.length % 2 ? `0${hex}` : hex, 'hex');
  return Buffer.concat([Buffer.from([0x80 | bytes.length]), bytes]);
}

function pem(bytes: Buffer): string {
  const lines = bytes.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
