import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { GRANT_STATUSES } from '../../gateway/domain/grant.ts';
import type { Grant } from '../../gateway/domain/grant.ts';
import { isIntact } from '../../gateway/domain/history.ts';
import type { GrantStatus } from '../../schema/types.generated.ts';
import { after, ARN, ROLE_EVENTS, ROLE_SITUATIONS } from './sample-role-events.ts';
import type { RoleEventName, RoleSituation } from './sample-role-events.ts';

const situations = Object.keys(ROLE_SITUATIONS) as RoleSituation[];
const events = Object.keys(ROLE_EVENTS) as RoleEventName[];
const every = situations.flatMap((situation) => events.map((event) => [situation, event] as const));

const ALIVE = new Set<GrantStatus>(['INVITED', 'PENDING', 'ACTIVE']);

/** What may be due at an end; the taking back of a role goes with the token that it needs. */
const AFTER_THE_END = new Set(['DELIVER', 'CONFIRM_GONE', 'ANSWER']);

function assertSound(before: Grant, now: Grant): void {
  const kinds = now.due.map((it) => it.kind);
  const allowed: readonly GrantStatus[] = GRANT_STATUSES[before.status];
  expect(isIntact(now.history)).toBe(true);
  expect(now.history.slice(0, before.history.length)).toEqual(before.history);
  expect(new Set(kinds).size).toBe(kinds.length);
  expect(before.status === now.status || allowed.includes(now.status)).toBe(true);
  expect(now.endedAt === undefined).toBe(ALIVE.has(now.status));
  if (!ALIVE.has(now.status)) assertOver(now, kinds);
  if (now.status === 'ACTIVE') assertActive(now, kinds);
}

function assertOver(now: Grant, kinds: string[]): void {
  const isTakenBack = kinds.includes('UNDO');
  expect(kinds.filter((it) => !AFTER_THE_END.has(it))).toEqual(isTakenBack ? ['UNDO'] : []);
  expect([now.token !== undefined, now.provisioning?.undoing !== undefined]).toEqual([
    isTakenBack,
    isTakenBack,
  ]);
}

function assertActive(now: Grant, kinds: string[]): void {
  const isTemporary = now.pathKind === 'TEMPORARY';
  expect(kinds).toContain('PROBE');
  expect(now.token !== undefined).toBe(isTemporary || now.upgradingTo !== undefined);
  if (!isTemporary) expect(now.history.some((it) => it.type === 'ROLE_VERIFIED')).toBe(true);
}

describe('a role’s life', () => {
  test('is tried in every status', () => {
    const tried = new Set(Object.values(ROLE_SITUATIONS).map((it) => it.status));
    expect([...tried].toSorted()).toEqual(Object.keys(GRANT_STATUSES).toSorted());
  });

  test.each(every)('stays sound (%s: %s), and changes nothing in place', (situation, event) => {
    const before: Grant = ROLE_SITUATIONS[situation];
    const frozen = structuredClone(before);
    assertSound(before, ROLE_EVENTS[event](before));
    expect(before).toEqual(frozen);
  });

  test('stays sound in any order, with any repeats', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...situations),
        fc.array(fc.constantFrom(...events), { maxLength: 30 }),
        (from, all) => {
          const last = all.reduce((before: Grant, event) => {
            const now = ROLE_EVENTS[event](before);
            assertSound(before, now);
            return now;
          }, ROLE_SITUATIONS[from]);
          expect(isIntact(last.history)).toBe(true);
        },
      ),
      { numRuns: 3000 },
    );
  });

  test('has one beginning: whatever comes twice, access begins once', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...situations),
        fc.array(fc.constantFrom(...events), { maxLength: 30 }),
        (from, all) => {
          const { history } = after(ROLE_SITUATIONS[from], ...all);
          expect(history.filter((it) => it.type === 'GRANT_ACTIVATED').length).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a proof counts for the role that was proved, and no other', () => {
    const renamed = after(ROLE_SITUATIONS['a stack has reported'], 'a stack names another role');
    expect(after(renamed, 'the role is proved')).toBe(renamed);
    expect(after(ROLE_SITUATIONS['a stack has reported'], 'the role is proved').role?.arn).toBe(ARN);
  });

  test('what was ended in the making keeps its token until it is taken back, and no longer', () => {
    const over: Grant = ROLE_SITUATIONS['cancelled in the making'];
    expect(over).toMatchObject({ status: 'CANCELLED', due: [{ kind: 'UNDO' }] });
    const gone = after(over, 'it is taken back');
    expect([gone.status, gone.token, gone.role, gone.provisioning, gone.due]).toEqual([
      'CANCELLED',
      undefined,
      undefined,
      undefined,
      [],
    ]);
  });

  test('an upgrade that is undone leaves the trial as it was', () => {
    const { temporary, upgrading } = ROLE_SITUATIONS;
    const {
      history,
      updatedAt: _when,
      due,
      lastUpgrade,
      ...undone
    } = after(upgrading, 'the role is refused', 'it is taken back');
    const { history: before, updatedAt: _then, due: dueBefore, ...trial } = temporary as Grant;
    expect(structuredClone(undone)).toEqual(structuredClone(trial));
    expect(lastUpgrade).toEqual({ code: 'EXTERNAL_ID_NOT_ENFORCED' });
    expect(due.map((it) => it.kind).toSorted()).toEqual(dueBefore.map((it) => it.kind).toSorted());
    expect(history.slice(0, before.length)).toEqual(before);
  });
});
