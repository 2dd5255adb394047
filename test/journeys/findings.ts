import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright';

/** Every accessibility finding of a page as it is now: what is wrong, and where. */
export async function findings(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
