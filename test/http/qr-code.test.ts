import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { qrCodeOf, withQrCode } from '../../gateway/http/qr-code.ts';

const URL = `https://gateway.acme.example/connect#${'eyJhbGciOiJFZERTQSJ9.'.repeat(14)}`;

/** The modules that the path draws: walked as a browser would. */
function drawn({ size, path }: ReturnType<typeof qrCodeOf>): boolean[][] {
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  let [x, y] = [0, 0];
  for (const [, command, first = '', second = ''] of path.matchAll(/([Mmh])(\d+)(?: ([\d.]+))?/g)) {
    if (command === 'M') [x, y] = [Number(first), Math.floor(Number(second))];
    else if (command === 'm') x += Number(first);
    else {
      modules[y]?.fill(true, x, x + Number(first));
      x += Number(first);
    }
  }
  return modules;
}

describe('A QR code', () => {
  test.each(['x', URL])('draws every module where the code has it (%#)', (text) => {
    const code = qrCodeOf(text);
    const { size, data } = encode(text, { ecc: 'L', border: 0 });
    expect(code.size).toBe(size);
    expect(drawn(code)).toEqual(data);
  });

  test('of a link is small enough to be sent with it, and nothing but path data', () => {
    const { size, path } = withQrCode({ url: URL }).qrCode;
    expect(size).toBeLessThan(80);
    expect(path).toMatch(/^[Mmh\d .]+$/);
    expect(path.length).toBeLessThan(10_000);
  });
});
