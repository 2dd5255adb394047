import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../gateway/store/store.ts';
import { claimTests } from './claim.suite.ts';
import { durabilityTests } from './durability.suite.ts';
import { documentTests } from './document.suite.ts';
import { listTests } from './list.suite.ts';
import { segmentTests } from './segment.suite.ts';
import { watchTests } from './watch.suite.ts';

/** A store to be tested, empty at first. */
export interface OpenedStore {
  store: Store;
  /** The same data, opened anew; the store before it is closed first. */
  reopen(): Promise<Store>;
  /** Closes what is open and removes the data. */
  close(): Promise<void>;
  /** How another process opens the same data: `(await import(module))[factory](options)`. */
  elsewhere: { module: string; factory: string; options: unknown };
}

/** Gives the store under test; only within a test. */
export type Opened = () => OpenedStore;

/** What every store promises. */
export function storeSuite(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name}`, () => {
    let opened: OpenedStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(() => opened.close());

    describe('documents', () => void documentTests(() => opened));
    describe('lists', () => void listTests(() => opened));
    describe('due work', () => void claimTests(() => opened));
    describe('parts of a history', () => void segmentTests(() => opened));
    describe('changes', () => void watchTests(() => opened));
    describe('durability', () => void durabilityTests(() => opened));
  });
}
