import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions, grantIn, newGrant, typesOf } from '../http/grant-actions.ts';
import { runGateway } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

describe('Starting a grant', () => {
  test('gives a pending grant, AWS’s link and a history that tells both', async () => {
    const grant = await actions.startPending({ accountId: '111122223333' });
    expect(grant).toMatchObject({
      status: 'PENDING',
      accountId: '111122223333',
      historyNumber: 2,
      failure: null,
    });
    expect(grant.id).toMatch(/^grant_[0-9a-z]{26}$/);
    expect(grant.delegationRequest).toMatchObject({ state: 'UNASSIGNED' });
    expect(grant.delegationRequest?.consoleDeepLink).toContain(grant.delegationRequest?.id);
    expect(Date.parse(grant.pendingUntil ?? '')).toBeGreaterThan(Date.now() + 86_000_000);
    expect(typesOf(grant)).toEqual(['GRANT_STARTED', 'DELEGATION_REQUEST_CREATED']);
  });

  test('with the same key and input gives the same grant and asks AWS once', async () => {
    const input = newGrant();
    const first = await actions.startPending(input);
    const before = await actions.calls('CreateDelegationRequest');
    expect((await actions.startPending(input)).id).toBe(first.id);
    expect(await actions.calls('CreateDelegationRequest')).toBe(before);
  });

  test('twenty times at once gives one grant and asks AWS once', async () => {
    const input = newGrant();
    const before = await actions.calls('CreateDelegationRequest');
    const grants = await Promise.all(Array.from({ length: 20 }, () => actions.startPending(input)));
    expect(new Set(grants.map(({ id }) => id)).size).toBe(1);
    expect(await actions.calls('CreateDelegationRequest')).toBe(before + 1);
    expect(typesOf(await actions.read(grants[0]?.id ?? ''))).toEqual([
      'GRANT_STARTED',
      'DELEGATION_REQUEST_CREATED',
    ]);
  });

  test('with the same key and another path or account is a mismatch', async () => {
    const input = newGrant();
    await actions.startPending(input);
    for (const other of [{ pathId: 'extended-trial' }, { accountId: '111122223333' }]) {
      const result = await actions.start({ ...input, ...other });
      expect(result).toMatchObject({
        __typename: 'IdempotencyMismatch',
        code: 'IDEMPOTENCY_MISMATCH',
        retryable: false,
      });
    }
  });

  test('with another customer’s key is another grant', async () => {
    const input = newGrant();
    const [one, other] = [
      await actions.startPending(input),
      await actions.startPending({ ...input, customerId: 'other' }),
    ];
    expect(one.id).not.toBe(other.id);
    expect(other.customer.id).toBe('other');
  });

  const invalid: [string, object, string][] = [
    ['a key of seven characters', { idempotencyKey: '1234567' }, 'idempotencyKey'],
    ['a key of 129 characters', { idempotencyKey: 'x'.repeat(129) }, 'idempotencyKey'],
    ['a key outside ASCII', { idempotencyKey: 'schlüssel' }, 'idempotencyKey'],
    ['a key with a line end', { idempotencyKey: '12345678\n' }, 'idempotencyKey'],
    ['no customer', { customerId: null }, 'customerId'],
    ['an empty customer', { customerId: '' }, 'customerId'],
    ['a customer id of 129 characters', { customerId: 'x'.repeat(129) }, 'customerId'],
    ['a customer name of 129 characters', { customerName: 'x'.repeat(129) }, 'customerName'],
  ];
  test.each(invalid)('with %s is INVALID_INPUT and names the field', async (_what, input, field) => {
    const before = await actions.calls('CreateDelegationRequest');
    const result = await actions.start(input);
    expect(result).toMatchObject({
      __typename: 'InvalidInput',
      code: 'INVALID_INPUT',
      field,
      retryable: false,
    });
    expect(result.message).toContain(field);
    expect(result.docsUrl).toBe(`${running.url}/docs/errors#INVALID_INPUT`);
    expect(await actions.calls('CreateDelegationRequest')).toBe(before);
  });

  test.each(['12345678901', '1234567890123', '11112222333x', '１１１１２２２２３３３３', 111122223333])(
    'with the account %j is refused before it is looked at',
    async (accountId) => {
      const query = 'mutation ($input: StartGrantInput!) { startGrant(input: $input) { __typename } }';
      const { status, errors } = await running.asPartner(query, { input: { ...newGrant(), accountId } });
      expect([status, errors?.[0]?.extensions?.code]).toEqual([400, 'REQUEST_INVALID']);
      expect(errors?.[0]?.message).toContain('twelve digits');
    },
  );

  test.each(['no-such-path', ''])('by the path %j says which paths there are', async (pathId) => {
    const result = await actions.start({ pathId });
    expect(result).toMatchObject({ __typename: 'PathUnavailable', code: 'PATH_UNAVAILABLE' });
    expect(result.message).toContain('quick-start-demo, extended-trial');
  });
});

describe('AWS is told', () => {
  test('the account, the duration, the template, the topic, and who may release', async () => {
    const { id } = await actions.startPending({ accountId: '012345678901', pathId: 'extended-trial' });
    expect(await actions.requestOf(id)).toMatchObject({
      ownerAccountId: '012345678901',
      sessionDuration: 43_200,
      templateArn: 'arn:aws:iam::aws:delegation-template/acme.example/MarketplaceFullAccess',
      notificationChannel: running.topicArn,
      workflowId: `${id}.1`,
      onlySendByOwner: false,
      parameters: [],
    });
  });

  test('no account where none was given', async () => {
    const { id } = await actions.startPending();
    expect((await actions.requestOf(id)).ownerAccountId).toBeUndefined();
  });

  const names: [string, string][] = [
    ['Nimbus Retail', 'Nimbus Retail'],
    ['Café Zürich', 'Café Zürich'],
    ['日本商店', '????'],
    ['Acme 🚀 “Labs” – Ltd', 'Acme ? "Labs" - Ltd'],
    ['a\u0000b\u0085c', 'a?b?c'],
    ['Cafe\u0301', 'Café'],
    ['$& {partner}', '$& {partner}'],
  ];
  test.each(names)('the customer’s name %j as %j, in characters it takes', async (customerName, shown) => {
    const { id } = await actions.startPending({ customerName });
    const { requestMessage } = await actions.requestOf(id);
    expect(requestMessage).toBe(`Requested for ${shown} in Acme Analytics: read-only, 4 hours.`);
    expect((await actions.read(id)).customer.name).toBe(customerName);
  });

  test('a message of 200 characters at most, however long the name is', async () => {
    const { id } = await actions.startPending({ customerName: 'é'.repeat(128), customerId: 'x'.repeat(128) });
    expect((await actions.requestOf(id)).requestMessage?.length).toBeLessThanOrEqual(200);
    const { id: unnamed } = grantIn(await actions.start({ customerId: '\u{1F680}'.repeat(60) }));
    expect((await actions.requestOf(unnamed)).requestMessage).toContain('?'.repeat(60));
  });

  test('that only the owner may release, where the path says so', async () => {
    const [path] = running.gateway.partner.paths;
    if (!path) throw new Error('There is no path.');
    const own = await runGateway({ partner: { paths: [{ ...path, onlySendByOwner: true }] } });
    const { id } = await grantActions(own).startPending();
    expect((await grantActions(own).requestOf(id)).onlySendByOwner).toBe(true);
    await own.stop();
  });
});
