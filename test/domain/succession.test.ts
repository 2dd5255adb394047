import { describe, expect, test } from 'vitest';
import { extensionsAmong, isExtension } from '../../gateway/domain/succession.ts';

const begun = (id: string) => ({ id });
const renewal = (id: string, of: string) => ({ id, preceding: { id: of, by: 'RENEWAL' as const } });
const extension = (id: string, of: string) => ({ id, preceding: { id: of, by: 'EXTENSION' as const } });

/** Newest first, as the store lists them: a base renewed twice, its feature renewed once, and strangers. */
const ALL = [
  renewal('base-3', 'base-2'),
  renewal('feature-2', 'feature-1'),
  renewal('base-2', 'base-1'),
  extension('late-feature', 'base-2'),
  extension('feature-1', 'base-1'),
  extension('of-a-stranger', 'stranger'),
  begun('stranger'),
  begun('base-1'),
];

const among = (id: string, all = ALL) =>
  all.filter((it) => it.id === id).flatMap((it) => extensionsAmong(all, it).map((found) => found.id));

describe('What asks for more beside a grant', () => {
  test('is parted from it by no renewal, on either side', () => {
    for (const base of ['base-1', 'base-2', 'base-3'])
      expect(among(base)).toEqual(['feature-2', 'late-feature', 'feature-1']);
    expect(among('stranger')).toEqual(['of-a-stranger']);
  });

  test('has nothing beside itself', () => {
    for (const id of ['feature-1', 'feature-2', 'late-feature']) expect(among(id)).toEqual([]);
  });

  test('is told from what stands on its own', () => {
    const found = ALL.filter((it) => isExtension(it, ALL)).map(({ id }) => id);
    expect(found).toEqual(['feature-2', 'late-feature', 'feature-1', 'of-a-stranger']);
  });

  test('is judged by what there is where older grants are out of sight', () => {
    expect(among('base-3', ALL.slice(0, 3))).toEqual([]);
    expect(isExtension(renewal('young', 'out-of-sight'), [])).toBe(false);
  });
});
