import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import { isIntact } from '../../gateway/domain/history.ts';
import type { HistoryEntry } from '../../gateway/domain/history.ts';
import type { Store } from '../../gateway/store/store.ts';
import { grantActions } from '../http/grant-actions.ts';
import { openSocket } from '../http/open-socket.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { GatewayOptions, RunningGateway } from '../http/running-gateway.ts';
import { startReceiver } from '../observers/receiver.ts';

let running: RunningGateway;
afterEach(() => running.stop());

const PAGE = `query ($id: ID!, $after: String) { grant(id: $id) { historyNumber history(first: 37, after: $after) {
  pageInfo { hasNextPage endCursor } edges { node { number at type state code hash } }
} } }`;

interface Page {
  historyNumber: number;
  history: {
    pageInfo: { hasNextPage: boolean; endCursor: string };
    edges: { node: HistoryEntry & { at: string } }[];
  };
}

/** The whole history as an auditor reads it, page by page, as the chain is reckoned. */
async function auditOf(id: string): Promise<HistoryEntry[]> {
  const all: HistoryEntry[] = [];
  for (let after: string | null = null, isMore = true; isMore;) {
    const { data } = await running.asPartner(PAGE, { id, after });
    const { history } = (data as { grant: Page }).grant;
    all.push(
      ...history.edges.map(({ node }) => ({
        ...node,
        at: Date.parse(node.at),
        state: node.state ?? undefined,
        code: node.code ?? undefined,
      })),
    );
    after = history.pageInfo.endCursor;
    isMore = history.pageInfo.hasNextPage;
  }
  return all;
}

async function busyGrant(calls: number, options: GatewayOptions = {}): Promise<string> {
  running = await runGateway(options);
  const actions = grantActions(running);
  const { id } = await actions.startActive({ customerId: 'busy' });
  for (let done = 0; done < calls; done += 5)
    await Promise.all(Array.from({ length: 5 }, () => actions.credentials(id)));
  return id;
}

describe('A grant whose credentials are asked for year after year', { timeout: 120_000 }, () => {
  test('keeps a short document and a whole history', async () => {
    const id = await busyGrant(330);
    const stored = await running.store.get(id);
    expect(stored?.history.length).toBeLessThanOrEqual(200);
    const audit = await auditOf(id);
    expect(isIntact(audit)).toBe(true);
    expect(audit.filter((it) => it.type === 'CREDENTIALS_ISSUED')).toHaveLength(330);
    expect(audit).toHaveLength(stored?.history.at(-1)?.number ?? 0);
    expect(isIntact(stored?.history ?? [], stored?.cutOff)).toBe(true);
  });

  test('is followed from any number on, across the cut', async () => {
    const id = await busyGrant(250);
    const query = `subscription ($id: ID!) { grantUpdated(id: $id, after: 42) { entries { number } } }`;
    const socket = openSocket(running, { partnerKey: running.partnerKey }, null);
    const updates = await socket.take(3, { query, variables: { id } });
    await socket.close();
    const numbers = updates.flatMap(
      ({ data }) => (data as { grantUpdated: { entries: { number: number }[] } }).grantUpdated.entries,
    );
    const newest = (await running.store.get(id))?.history.at(-1)?.number ?? 0;
    expect(numbers.map((it) => it.number)).toEqual(Array.from({ length: newest - 42 }, (_, n) => n + 43));
  });

  test('loses nothing where it is cut and the save does not come about', async () => {
    let refusals = 0;
    const refusing = (store: Store): Store => ({
      ...store,
      // A neighbour, or a power cut, between what is cut off and the grant that lets go of it.
      save: async (grant) => (grant.cutOff && refusals++ < 6 ? false : store.save(grant)),
    });
    const id = await busyGrant(215, { storeThrough: refusing });
    expect(refusals).toBeGreaterThan(6);
    const audit = await auditOf(id);
    expect(isIntact(audit)).toBe(true);
    expect(audit.filter((it) => it.type === 'CREDENTIALS_ISSUED')).toHaveLength(215);
  });

  test('is announced to an endpoint that was down while it was cut', async () => {
    let isDown = true;
    const receiver = await startReceiver(() => (isDown ? 503 : 204));
    const secret = `whsec_${randomBytes(32).toString('base64')}`;
    const id = await busyGrant(215, { webhook: { url: receiver.url, secret } });
    const cut = (await running.store.get(id))?.cutOff;
    expect(cut?.unannounced.map((it) => it.type)).toEqual(['GRANT_ACTIVATED']);
    isDown = false;
    await grantActions(running).travel(3600);
    await until(async () => ((await running.store.get(id))?.delivered ?? 0) > 0, 30_000);
    expect(receiver.received.at(-1)?.event).toMatchObject({ type: 'grant.active', data: { grantId: id } });
    await receiver.stop();
  });
});
