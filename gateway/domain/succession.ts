import type { Grant } from './grant.ts';

type Linked = Pick<Grant, 'id' | 'preceding'>;

/** The first of the grants of which each renews the one before, as far as these go back. */
function beginningOf<T extends Linked>(grant: T, all: readonly T[]): T {
  let first = grant;
  // An older grant has never followed a younger one, so this ends.
  while (first.preceding?.by === 'RENEWAL') {
    const before = all.find((it) => it.id === first.preceding?.id);
    if (!before) break;
    first = before;
  }
  return first;
}

/** Whether a grant asks for more beside another, itself or as the renewal of one that does. */
export function isExtension<T extends Linked>(grant: T, all: readonly T[]): boolean {
  return beginningOf(grant, all).preceding?.by === 'EXTENSION';
}

/** Those of a customer's grants that ask for more beside this one; renewals on either side part nothing. */
export function extensionsAmong<T extends Linked>(all: readonly T[], grant: T): T[] {
  const beginning = beginningOf(grant, all).id;
  return all.filter((it) => {
    const { preceding } = beginningOf(it, all);
    const base = preceding?.by === 'EXTENSION' && all.find(({ id }) => id === preceding.id);
    return base ? beginningOf(base, all).id === beginning : false;
  });
}
