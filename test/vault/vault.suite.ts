import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Sealed, Vault } from '../../gateway/vault/vault.ts';

const FIELDS = ['wrappedKey', 'iv', 'ciphertext', 'tag'] as const satisfies readonly (keyof Sealed)[];
const texts = (maxLength: number) => fc.string({ unit: 'grapheme', maxLength });
const CONTEXT = 'grant_1/exchange-token';

/** Every way to change one byte of a sealed secret by one bit pattern. */
function spoilt(sealed: Sealed): Sealed[] {
  return FIELDS.flatMap((field) => {
    const bytes = Buffer.from(sealed[field], 'base64');
    return [...bytes.keys()].map((at) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 0x41;
      return { ...sealed, [field]: changed.toString('base64') };
    });
  });
}

/** What every vault promises. */
export function vaultSuite(name: string, open: () => Vault): void {
  const unreadable = { code: 'SECRET_UNREADABLE' };

  describe(`${name}`, () => {
    test('opens what it sealed, whatever the secret and the context', async () => {
      const vault = open();
      await fc.assert(
        fc.asyncProperty(texts(2_000), texts(200), async (secret, context) => {
          expect(await vault.open(await vault.seal(secret, context), context)).toBe(secret);
        }),
        { numRuns: 100 },
      );
    });

    test('never opens under another context', async () => {
      const vault = open();
      await fc.assert(
        fc.asyncProperty(fc.string(), fc.string(), async (sealedFor, openedFor) => {
          fc.pre(sealedFor !== openedFor);
          const sealed = await vault.seal('a secret', sealedFor);
          await expect(vault.open(sealed, openedFor)).rejects.toMatchObject(unreadable);
        }),
        { numRuns: 100 },
      );
    });

    test('never opens after any one byte was changed', async () => {
      const vault = open();
      const all = spoilt(await vault.seal('a secret of a few words', CONTEXT));
      expect(all.length).toBeGreaterThan(100);
      for (const it of all) await expect(vault.open(it, CONTEXT)).rejects.toMatchObject(unreadable);
    });

    test('never opens a value that is cut short, emptied, padded, or not base64', async () => {
      const vault = open();
      const sealed = await vault.seal('a secret', CONTEXT);
      const ways = [
        () => '',
        (it: string) => it.slice(4),
        (it: string) => it.slice(0, -4),
        (it: string) => `${it}AAAA`,
        (it: string) => ` ${it}`,
        () => 'ä'.repeat(16),
      ];
      for (const field of FIELDS)
        for (const change of ways) {
          const changed = { ...sealed, [field]: change(sealed[field]) };
          await expect(vault.open(changed, CONTEXT)).rejects.toMatchObject(unreadable);
        }
    });

    test('never opens under a key that it does not have', async () => {
      const vault = open();
      const sealed = { ...(await vault.seal('a secret', CONTEXT)), keyId: 'somebody-elses' };
      await expect(vault.open(sealed, CONTEXT)).rejects.toMatchObject(unreadable);
      await expect(vault.rewrap(sealed, CONTEXT)).rejects.toMatchObject(unreadable);
      expect(vault.hasKeyOf(sealed)).toBe(false);
    });

    test('parts of two sealed secrets do not make a third', async () => {
      const vault = open();
      const one = await vault.seal('secret one', CONTEXT);
      const two = await vault.seal('secret two', CONTEXT);
      for (const field of FIELDS)
        await expect(vault.open({ ...one, [field]: two[field] }, CONTEXT)).rejects.toMatchObject(unreadable);
    });

    test('the same secret is never sealed the same way, and is nowhere in the sealed one', async () => {
      const vault = open();
      const sealed = await Promise.all(Array.from({ length: 50 }, () => vault.seal('open sesame', CONTEXT)));
      for (const field of FIELDS) expect(new Set(sealed.map((it) => it[field])).size).toBe(50);
      const everything = sealed.map((it) =>
        FIELDS.map((field) => Buffer.from(it[field], 'base64').toString('latin1')),
      );
      expect(JSON.stringify(everything)).not.toContain('sesame');
    });

    test('says nothing of the secret when it refuses', async () => {
      const vault = open();
      const sealed = await vault.seal('open sesame', CONTEXT);
      const failure: unknown = await vault.open(sealed, 'another').catch((error: unknown) => error);
      expect(failure).toBeInstanceOf(Error);
      expect(`${String(failure)} ${String((failure as Error).cause)}`).not.toMatch(/sesame|grant_1/);
    });

    test('rewrapping what is current changes nothing', async () => {
      const vault = open();
      const sealed = await vault.seal('a secret', CONTEXT);
      expect(vault.isCurrent(sealed)).toBe(true);
      expect(await vault.rewrap(sealed, CONTEXT)).toBe(sealed);
    });
  });
}
