import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { record } from '../../gateway/domain/grant.ts';
import { isIntact } from '../../gateway/domain/history.ts';
import { changeGrant } from '../../gateway/flows/change-grant.ts';
import type { Store } from '../../gateway/store/store.ts';
import { grantActions } from '../http/grant-actions.ts';
import { runGateway } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;
let interferences = 0;

/** The same store with a neighbour at work in it, who writes the same grant just before we do. */
function withNeighbour(store: Store): Store {
  return {
    ...store,
    async save(grant) {
      if (interferences > 0) {
        interferences -= 1;
        const current = await store.get(grant.id);
        if (current) await store.save({ ...current, version: current.version + 1 });
      }
      return store.save(grant);
    },
  };
}

beforeEach(async () => {
  interferences = 0;
  running = await runGateway({ storeThrough: withNeighbour });
  actions = grantActions(running);
});
afterEach(() => running.stop());

describe('A change of a grant that others change at the same time', () => {
  test('is begun anew on what they wrote, and loses nothing', async () => {
    const { id } = await actions.startPending();
    interferences = 10;
    const { grant } = await actions.cancel(id);
    expect(grant?.status).toBe('CANCELLED');
    expect(interferences).toBe(0);
    expect(isIntact((await running.store.get(id))?.history ?? [])).toBe(true);
  });

  test('is given up in the end with STORE_CONFLICT, and changes nothing', async () => {
    const { id } = await actions.startPending();
    interferences = 1000;
    const query = 'mutation ($id: ID!) { cancelGrant(input: { id: $id }) { __typename } }';
    const { errors } = await running.asPartner(query, { id });
    interferences = 0;
    expect(errors).toMatchObject([{ extensions: { code: 'STORE_CONFLICT', retryable: true } }]);
    expect((await actions.read(id)).status).toBe('PENDING');
    expect((await actions.cancel(id)).grant?.status).toBe('CANCELLED');
  });

  test('from thirty sides at once happens thirty times, in one chain', async () => {
    const { id, historyNumber } = await actions.startActive();
    const taken = await Promise.all(Array.from({ length: 30 }, () => actions.credentials(id)));
    expect(taken.filter((it) => it.credentials)).toHaveLength(30);
    expect((await actions.read(id)).historyNumber).toBe(historyNumber + 30);
  });

  test('in the same instant a hundred times happens a hundred times: nobody is told to come again', async () => {
    const { id, historyNumber } = await actions.startPending();
    const issue = () =>
      changeGrant(running, id, (it) => record(it, { at: running.sandbox.now(), type: 'CREDENTIALS_ISSUED' }));
    await Promise.all(Array.from({ length: 100 }, issue));
    expect((await actions.read(id)).historyNumber).toBe(historyNumber + 100);
  });
});
