import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig, SETTING_NAMES } from '../gateway/config.ts';

const readme = readFileSync(new URL('../gateway/README.md', import.meta.url), 'utf8');

/** The rows of the table of settings: the names in the first cell, and the mark behind them. */
const rows = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) ?([*†]?) *\|/gm)].map(
  ([, names = '', mark]) => ({
    names: names.match(/[A-Z_]+/g) ?? [],
    mark,
  }),
);

const marked = (mark: string) => rows.flatMap((row) => (row.mark === mark ? row.names : []));

/** What production says against these settings. */
function refusal(environment: Record<string, string>): string {
  try {
    readConfig({ NODE_ENV: 'production', ...environment });
  } catch (error) {
    return String(error);
  }
  return '';
}

test('the table of settings has a row for every setting, and no other', () => {
  expect(rows.flatMap(({ names }) => names).toSorted()).toEqual(SETTING_NAMES.toSorted());
});

test('what it marks with * is what production does not start without', () => {
  const missing = [...refusal({}).matchAll(/([A-Z_]+) is missing/g)].map(([, name]) => name);
  expect(marked('*').toSorted()).toEqual(missing.toSorted());
});

test('what it marks with † is what production does not take', () => {
  const given = { SANDBOX_URL: 'http://127.0.0.1:4001', SNS_CERTIFICATE_ORIGINS: 'http://127.0.0.1:4001' };
  const refused = [...refusal(given).matchAll(/([A-Z_]+) is not for production/g)].map(([, name]) => name);
  expect(marked('†').toSorted()).toEqual(refused.toSorted());
});
