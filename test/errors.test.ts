import { globSync, readFileSync } from 'node:fs';
import { buildSchema, isEnumType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { ERRORS, GatewayError } from '../gateway/errors.ts';
import type { ErrorRow } from '../gateway/errors.ts';
import { renderErrorsPage } from '../gateway/http/errors-page.ts';

const rows: [string, ErrorRow][] = Object.entries(ERRORS);

function codesOfSchema(): string[] {
  const type = buildSchema(readFileSync('schema/schema.graphql', 'utf8')).getType('ErrorCode');
  return isEnumType(type) ? type.getValues().map(({ name }) => name) : [];
}

/** All tests but this one. */
function testTexts(): string {
  const files = globSync('test/**/*.ts').filter((it) => it !== 'test/errors.test.ts');
  return files.map((it) => readFileSync(it, 'utf8')).join('\n');
}

describe('The registry of errors', () => {
  test('has the codes of the schema, in their order, and no others', () => {
    expect(codesOfSchema().length).toBeGreaterThan(20);
    expect(rows.map(([code]) => code)).toEqual(codesOfSchema());
  });

  test.each(rows)('says of %s what it means and what to do, in sentences', (_code, { meaning, remedy }) => {
    for (const sentence of [meaning, remedy]) {
      expect(sentence).toMatch(/^[A-Z].{8,}\.$/);
      expect(sentence).not.toMatch(/\n|undefined/);
    }
    expect(meaning).not.toBe(remedy);
  });

  test.each(rows)('gives %s an HTTP status of an error', (_code, { status, retryable }) => {
    expect(status).toBeGreaterThanOrEqual(400);
    expect(status).toBeLessThan(600);
    expect(typeof retryable).toBe('boolean');
  });

  test('names only settings that there are', () => {
    const config = readFileSync('gateway/config.ts', 'utf8');
    const settings = rows.flatMap(([, { remedy }]) => remedy.match(/\b[A-Z]{2,}(_[A-Z]+)+\b/g) ?? []);
    expect(settings.length).toBeGreaterThan(0);
    expect(settings.filter((name) => !new RegExp(`^  ${name}: `, 'm').test(config))).toEqual([]);
  });

  test.each(rows)('has %s on its page, at the anchor that docsUrl names', (code, { meaning }) => {
    const page = renderErrorsPage();
    expect(page.split(`id="${code}"`)).toHaveLength(2);
    expect(page).toContain(meaning.replaceAll('&', '&amp;').replaceAll('<', '&lt;'));
  });

  test('names each code in a test of its own', () => {
    const tests = testTexts();
    const untested = rows
      .map(([code]) => code)
      .filter((code) => !new RegExp(`['"\`]${code}['"\`]`).test(tests));
    expect(untested).toEqual([]);
  });
});

describe('A GatewayError', () => {
  test('speaks the registry’s sentences where it is given none, and keeps its cause', () => {
    const cause = new Error('inside');
    const error = new GatewayError('ACCESS_REVOKED', undefined, { cause });
    expect(error.message).toBe(`${ERRORS.ACCESS_REVOKED.meaning} ${ERRORS.ACCESS_REVOKED.remedy}`);
    expect([error.cause, error.row]).toEqual([cause, ERRORS.ACCESS_REVOKED]);
  });
});
