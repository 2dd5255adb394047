import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import { vaultSuite } from './vault.suite.ts';

const older = { id: 'spring', key: randomBytes(32) };
const newer = { id: 'summer', key: randomBytes(32) };

vaultSuite('the vault with keys of its own', () => createLocalKeyVault({ keys: [newer, older] }));

describe('wrapping keys', () => {
  const context = 'grant_1/exchange-token';

  test('the first wraps, all open', async () => {
    const sealed = await createLocalKeyVault({ keys: [older] }).seal('a secret', context);
    const both = createLocalKeyVault({ keys: [newer, older] });
    expect(sealed.keyId).toBe('spring');
    expect(await both.open(sealed, context)).toBe('a secret');
    expect((await both.seal('another', context)).keyId).toBe('summer');
  });

  test('what was rewrapped opens without the old key; what was not does not', async () => {
    const sealed = await createLocalKeyVault({ keys: [older] }).seal('a secret', context);
    const rewrapped = await createLocalKeyVault({ keys: [newer, older] }).rewrap(sealed, context);
    const alone = createLocalKeyVault({ keys: [newer] });
    expect(rewrapped.keyId).toBe('summer');
    expect(await alone.open(rewrapped, context)).toBe('a secret');
    await expect(alone.open(sealed, context)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test('another key under the same id opens nothing', async () => {
    const sealed = await createLocalKeyVault({ keys: [newer] }).seal('a secret', context);
    const impostor = createLocalKeyVault({ keys: [{ id: newer.id, key: randomBytes(32) }] });
    await expect(impostor.open(sealed, context)).rejects.toMatchObject({ code: 'SECRET_UNREADABLE' });
  });

  test('rewrapping does not move a secret to another context', async () => {
    const sealed = await createLocalKeyVault({ keys: [older] }).seal('a secret', context);
    const both = createLocalKeyVault({ keys: [newer, older] });
    await expect(both.rewrap(sealed, 'grant_2/exchange-token')).rejects.toMatchObject({
      code: 'SECRET_UNREADABLE',
    });
  });

  test.each([
    ['no key', []],
    ['a key too short', [{ id: 'a', key: randomBytes(31) }]],
    ['a key too long', [{ id: 'a', key: randomBytes(33) }]],
    ['the same id twice', [newer, { ...older, id: newer.id }]],
    ['an id with a bar', [{ id: 'a|b', key: randomBytes(32) }]],
    ['an id of nothing', [{ id: '', key: randomBytes(32) }]],
  ])('refuses %s', (_, keys) => {
    expect(() => createLocalKeyVault({ keys })).toThrowError(
      expect.objectContaining({ code: 'CONFIG_INVALID', field: 'WRAPPING_KEYS' }),
    );
  });

  test('a key that is changed by its owner afterwards stays what it was', async () => {
    const key = randomBytes(32);
    const vault = createLocalKeyVault({ keys: [{ id: 'a', key }] });
    const sealed = await vault.seal('a secret', context);
    key.fill(0);
    expect(await vault.open(sealed, context)).toBe('a secret');
  });
});
