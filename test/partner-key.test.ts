import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createPartnerKeys, newPartnerKey } from '../gateway/partner-key.ts';

describe('partner keys', () => {
  test('several are known at once, each by its id', () => {
    const spring = newPartnerKey('spring');
    const summer = newPartnerKey('summer-2');
    const keys = createPartnerKeys([spring.hashed, summer.hashed]);
    expect(keys.verify(spring.key)).toBe('spring');
    expect(keys.verify(summer.key)).toBe('summer-2');
    expect(createPartnerKeys([summer.hashed]).verify(spring.key)).toBeUndefined();
  });

  test('have the promised form, and never come twice', () => {
    const made = Array.from({ length: 50 }, () => newPartnerKey('a'));
    for (const { key, hashed } of made) {
      expect(key).toMatch(/^cwa_sk_a_[A-Za-z0-9_-]{43}$/);
      expect(hashed).toMatch(/^a:[0-9a-f]{64}$/);
    }
    expect(new Set(made.map(({ key }) => key)).size).toBe(50);
  });

  test('one changed character, one more or one less, and it is nobody’s', () => {
    const { key, hashed } = newPartnerKey('spring');
    const keys = createPartnerKeys([hashed]);
    for (let at = 0; at < key.length; at++) {
      const other = key[at] === 'x' ? 'y' : 'x';
      expect(keys.verify(key.slice(0, at) + other + key.slice(at + 1))).toBeUndefined();
      expect(keys.verify(key.slice(0, at) + key.slice(at + 1))).toBeUndefined();
    }
    expect(keys.verify(`${key}A`)).toBeUndefined();
    expect(keys.verify(`${key}\n`)).toBeUndefined();
  });

  test('one key’s secret is worth nothing under another’s id', () => {
    const spring = newPartnerKey('spring');
    const summer = newPartnerKey('summer');
    const keys = createPartnerKeys([spring.hashed, summer.hashed]);
    expect(keys.verify(spring.key.replace('spring', 'summer'))).toBeUndefined();
  });

  test('any other text is nobody’s, and no key at all lets nobody in', () => {
    const keys = createPartnerKeys([newPartnerKey('spring').hashed]);
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => keys.verify(text) === undefined));
    expect(createPartnerKeys([]).verify(newPartnerKey('spring').key)).toBeUndefined();
  });

  test.each(['', 'spring', 'spring:abc', `spring:${'A'.repeat(64)}`, `sp_ring:${'a'.repeat(64)}`])(
    'refuses the setting %j',
    (hashed) => {
      expect(() => createPartnerKeys([hashed])).toThrowError(
        expect.objectContaining({ code: 'CONFIG_INVALID' }),
      );
    },
  );

  test('refuses an id twice, and an id that a key cannot have', () => {
    const twice = [newPartnerKey('a').hashed, newPartnerKey('a').hashed];
    expect(() => createPartnerKeys(twice)).toThrowError(expect.objectContaining({ code: 'CONFIG_INVALID' }));
    for (const id of ['', 'a_b', 'a b', 'a'.repeat(33)])
      expect(() => newPartnerKey(id)).toThrowError(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });
});
