import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { grantActions, grantIn, typesOf } from '../http/grant-actions.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';
import { trustedId } from '../http/trusted-id.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

describe('Cancelling a grant', () => {
  test('ends a pending one, and its link is no longer shown', async () => {
    const { id } = await actions.startPending();
    const result = await actions.cancel(id);
    expect(result).toMatchObject({
      __typename: 'CancelGrantPayload',
      grant: { status: 'CANCELLED', pendingUntil: null },
    });
    expect(result.grant?.delegationRequest?.consoleDeepLink).toBeNull();
    expect(result.grant?.endedAt).not.toBeNull();
  });

  test('twice is the same as once', async () => {
    const { id } = await actions.startPending();
    await actions.cancel(id);
    const again = await actions.cancel(id);
    expect(again.__typename).toBe('CancelGrantPayload');
    expect(typesOf(grantIn(again)).filter((it) => it === 'GRANT_CANCELLED')).toHaveLength(1);
  });

  test('works for the customer’s own session', async () => {
    const { id } = await actions.startPending({ customerId: 'nimbus' });
    const token = await actions.mint('nimbus');
    const { data } = await running.asBrowser(token, {
      documentId: trustedId('CancelGrant'),
      variables: { input: { id } },
    });
    expect(data?.['cancelGrant']).toMatchObject({
      __typename: 'CancelGrantPayload',
      grant: { status: 'CANCELLED' },
    });
  });

  test('is refused once access is given, with the grant as it is', async () => {
    const { id } = await actions.startActive();
    const result = await actions.cancel(id);
    expect(result).toMatchObject({
      __typename: 'GrantNotPending',
      code: 'GRANT_NOT_PENDING',
      grant: { id, status: 'ACTIVE' },
    });
    expect(result.message).toContain('ACTIVE');
  });

  test('that there is not is GRANT_NOT_FOUND', async () => {
    for (const id of ['grant_00000000000000000000000000', 'x', '', "' OR 1=1 --"])
      expect(await actions.cancel(id)).toMatchObject({
        __typename: 'GrantNotFound',
        code: 'GRANT_NOT_FOUND',
      });
  });

  test('and approving it in AWS afterwards gives nobody anything: the token is thrown away', async () => {
    const { id } = await actions.startPending();
    await actions.cancel(id);
    const exchanges = await actions.calls('GetDelegatedAccessToken');
    await actions.approve(id);
    await until(async () => typesOf(await actions.read(id)).includes('EXCHANGE_TOKEN_DISCARDED'));
    expect(await actions.read(id)).toMatchObject({ status: 'CANCELLED', assumedPrincipal: null });
    expect(await actions.calls('GetDelegatedAccessToken')).toBe(exchanges);
    const stored = await running.store.get(id);
    expect(stored?.token).toBeUndefined();
    expect(stored?.due).toEqual([]);
    expect(await actions.credentials(id)).toMatchObject({
      __typename: 'GrantNotActive',
      code: 'GRANT_NOT_ACTIVE',
    });
  });

  test('while AWS is still thinking about it leaves it cancelled, without a link', async () => {
    await actions.fault({ action: 'CreateDelegationRequest', latencyMs: 600, times: 1 });
    const starting = actions.startPending({ customerId: 'impatient' });
    await until(async () => (await running.gateway.newestGrant('impatient')) !== undefined);
    const id = (await running.gateway.newestGrant('impatient'))?.id ?? '';
    await actions.cancel(id);
    expect((await starting).status).toBe('CANCELLED');
    expect(await actions.read(id)).toMatchObject({ status: 'CANCELLED', delegationRequest: null });
  });
});
