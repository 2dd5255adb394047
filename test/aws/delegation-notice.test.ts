import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDelegationNotice } from '../../gateway/aws/delegation-notice.ts';
import { GatewayError } from '../../gateway/errors.ts';

const SECRET = 'eyJ-the-exchange-token';
const stateChange = {
  RequestorWorkflowId: 'grant_0123456789abcdefghijklmnop.1',
  Type: 'StateChange',
  RequestId: 'dr-0123456789abcdef',
  State: 'ACCEPTED',
  OwnerAccountId: '012345678901',
  UpdatedAt: '2026-11-22T10:30:00.123Z',
};
const exchangeToken = {
  ...stateChange,
  Type: 'ExchangeToken',
  State: 'FINALIZED',
  ExchangeToken: SECRET,
  ExpiresAt: '2026-11-22T18:30:00.123Z',
};
const parse = (notice: object) => parseDelegationNotice(JSON.stringify(notice));

describe('notices about delegation requests', () => {
  test('of a state', () => {
    expect(parse(stateChange)).toEqual({
      type: 'StateChange',
      requestId: 'dr-0123456789abcdef',
      workflowId: 'grant_0123456789abcdefghijklmnop.1',
      state: 'ACCEPTED',
      accountId: '012345678901',
      updatedAt: Date.UTC(2026, 10, 22, 10, 30, 0, 123),
    });
  });

  test('of an exchange token', () => {
    expect(parse(exchangeToken)).toEqual({
      ...parse(stateChange),
      type: 'ExchangeToken',
      state: 'FINALIZED',
      exchangeToken: SECRET,
      expiresAt: Date.UTC(2026, 10, 22, 18, 30, 0, 123),
    });
  });

  test('keep the state to the letter, known or not', () => {
    for (const State of ['PENDING APPROVAL', 'ON_HOLD', 'accepted'])
      expect(parse({ ...stateChange, State }).state).toBe(State);
  });

  test('may lack the account, may say more than is known, may give their instant in another zone', () => {
    for (const OwnerAccountId of [undefined, null, ''])
      expect(parse({ ...stateChange, OwnerAccountId }).accountId).toBeUndefined();
    expect(parse({ ...stateChange, ApproverId: 'x', Notes: {} })).toEqual(parse(stateChange));
    expect(parse({ ...stateChange, UpdatedAt: '2026-11-22T11:30:00.123+01:00' })).toEqual(parse(stateChange));
    expect(parse({ ...stateChange, UpdatedAt: '2026-11-22T10:30:00Z' }).updatedAt % 1000).toBe(0);
  });

  test.each([
    ['Type', 'Greeting'],
    ['Type', undefined],
    ['RequestId', ''],
    ['RequestId', 7],
    ['RequestorWorkflowId', undefined],
    ['State', ''],
    ['State', null],
    ['OwnerAccountId', '1234'],
    ['UpdatedAt', 'yesterday'],
    ['UpdatedAt', '2026-02-30T10:30:00Z'],
    ['UpdatedAt', '2026-02-20T10:30:00+99:00'],
    ['ExchangeToken', ''],
    ['ExchangeToken', { eyJ: SECRET }],
    ['ExpiresAt', SECRET],
    ['ExpiresAt', undefined],
  ])('are refused when their %s is %j, which is named and not quoted', (name, value) => {
    const refusal = failureOf(JSON.stringify({ ...exchangeToken, [name]: value }));
    expect(refusal.code).toBe('NOTIFICATION_INVALID');
    expect(refusal.message).toContain(name);
    expect(everythingIn(refusal)).not.toContain('exchange-token');
  });

  test('however mangled, they are refused with a code, and no refusal holds the token', () => {
    const text = JSON.stringify(exchangeToken);
    const cut = fc.record({
      at: fc.nat(text.length),
      length: fc.nat(20),
      put: fc.string({ unit: 'binary' }),
    });
    fc.assert(
      fc.property(cut, ({ at, length, put }) => {
        const mangled = text.slice(0, at) + put + text.slice(at + length);
        const outcome = outcomeOf(mangled);
        if (!(outcome instanceof Error)) return;
        expect(outcome).toMatchObject({ code: 'NOTIFICATION_INVALID' });
        expect(everythingIn(outcome)).not.toMatch(/exchange-token/);
      }),
      { numRuns: 1_000 },
    );
    fc.assert(
      fc.property(fc.jsonValue(), (value) => failureOf(JSON.stringify(value)) instanceof GatewayError),
    );
  });
});

function outcomeOf(message: string): unknown {
  try {
    return parseDelegationNotice(message);
  } catch (error) {
    return error;
  }
}

function failureOf(message: string): GatewayError {
  const outcome = outcomeOf(message);
  if (outcome instanceof GatewayError) return outcome;
  throw new Error('It was not refused.');
}

function everythingIn(error: Error): string {
  return `${error.message} ${error.stack} ${String(error.cause)} ${JSON.stringify(error)}`;
}
