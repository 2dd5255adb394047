import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionTokens } from '../../gateway/session-token.ts';
import { grantActions } from './grant-actions.ts';
import { openSocket } from './open-socket.ts';
import type { OpenSocket } from './open-socket.ts';
import { ORIGIN, runGateway, until } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';
import { trustedId } from './trusted-id.ts';

let running: RunningGateway;
let actions: ReturnType<typeof grantActions>;

beforeAll(async () => {
  running = await runGateway();
  actions = grantActions(running);
});
afterAll(() => running.stop());

const CUSTOMER = 'nimbus';

interface Update {
  grant: { id: string; status: string; historyNumber: number };
  entries: { number: number; type: string }[];
}

async function browser(customerId = CUSTOMER): Promise<OpenSocket> {
  return openSocket(running, { sessionToken: await actions.mint(customerId) });
}

function following(id: string, after = 0) {
  return { documentId: trustedId('GrantUpdated'), variables: { id, after } };
}

/** Every update until the grant has this status. */
async function updatesUntil(socket: OpenSocket, id: string, status: string, after = 0): Promise<Update[]> {
  const updates: Update[] = [];
  for await (const { data } of socket.ask(following(id, after))) {
    const update = data?.['grantUpdated'] as Update;
    updates.push(update);
    if (update.grant.status === status) break;
  }
  return updates;
}

function numbersOf(updates: Update[]): number[] {
  return updates.flatMap(({ entries }) => entries.map((it) => it.number));
}

describe('A subscription', () => {
  test('tells what is true at once, and then every change, each history entry once and in order', async () => {
    const { id } = await actions.startPending({ customerId: CUSTOMER });
    const socket = await browser();
    const heard = updatesUntil(socket, id, 'ACTIVE');
    await actions.approve(id);
    const updates = await heard;
    expect(updates[0]?.grant.status).toBe('PENDING');
    const { historyNumber, history } = await actions.read(id);
    expect(numbersOf(updates)).toEqual(Array.from({ length: historyNumber }, (_, index) => index + 1));
    expect(updates.flatMap(({ entries }) => entries.map((it) => it.type))).toEqual(
      history.edges.map(({ node }) => node.type),
    );
    await socket.close();
  });

  test('resumes after the last number seen: nothing twice, nothing missed', async () => {
    const { id, historyNumber } = await actions.startPending({ customerId: CUSTOMER });
    await actions.approve(id);
    const { historyNumber: newest } = await actions.becomes(id, 'ACTIVE');
    const socket = await browser();
    const [update] = await updatesUntil(socket, id, 'ACTIVE', historyNumber);
    const numbers = Array.from({ length: newest - historyNumber }, (_, index) => historyNumber + index + 1);
    expect(numbersOf(update ? [update] : [])).toEqual(numbers);
    const [again] = await updatesUntil(socket, id, 'ACTIVE', newest);
    expect(again).toMatchObject({ entries: [], grant: { status: 'ACTIVE' } });
    await socket.close();
  });

  test('gives a long history in parts of a hundred', async () => {
    const { id } = await actions.startActive({ customerId: CUSTOMER });
    for (let round = 0; round < 11; round++)
      await Promise.all(Array.from({ length: 10 }, () => actions.credentials(id)));
    const { historyNumber } = (await actions.read(id)) ?? {};
    expect(historyNumber).toBeGreaterThan(110);
    const socket = await browser();
    const [first, second] = (await socket.take(2, following(id))).map(
      ({ data }) => data?.['grantUpdated'] as Update,
    );
    expect([first?.entries.length, second?.entries.at(-1)?.number]).toEqual([100, historyNumber]);
    expect(second?.entries[0]?.number).toBe(101);
    await socket.close();
  });

  test('of a partner hears any grant, and what only a partner may know', async () => {
    const { id } = await actions.startActive();
    const socket = openSocket(running, { partnerKey: running.partnerKey }, null);
    const query = `subscription ($id: ID!) { grantUpdated(id: $id, after: 0) { grant { status assumedPrincipal } } }`;
    const [update] = await socket.take(1, { query, variables: { id } });
    expect(update?.data).toMatchObject({
      grantUpdated: { grant: { assumedPrincipal: expect.stringContaining('arn:') } },
    });
    await socket.close();
  });

  test('of a leaver is let go at once, though its grant never changes again', async () => {
    const grant = await running.store.get((await actions.startPending()).id);
    const updates = await running.gateway.followGrant({ kind: 'PARTNER', keyId: 'test' }, grant?.id ?? '', 0);
    await updates.next();
    const waiting = updates.next();
    const late = new Promise((resolve) => setTimeout(() => resolve('too late'), 1000).unref());
    expect(await Promise.race([updates.return(undefined), late])).toMatchObject({ done: true });
    expect(await waiting).toMatchObject({ done: true });
  });

  test('reaches three hundred sockets on one grant', async () => {
    const { id } = await actions.startPending({ customerId: CUSTOMER });
    const sessionToken = await actions.mint(CUSTOMER);
    const sockets = Array.from({ length: 300 }, () => openSocket(running, { sessionToken }));
    let greeted = 0;
    const heard = sockets.map(async (socket) => {
      for await (const { data } of socket.ask(following(id))) {
        const { grant } = (data ?? {})['grantUpdated'] as Update;
        if (grant.status === 'ACTIVE') return grant.id;
        greeted++;
      }
      return undefined;
    });
    await until(() => greeted >= 300);
    await actions.approve(id);
    expect(new Set(await Promise.all(heard))).toEqual(new Set([id]));
    await Promise.all(sockets.map((it) => it.close()));
  });
});

describe('A subscription is refused', () => {
  test('to another customer, exactly as if there were no such grant', async () => {
    const { id } = await actions.startPending({ customerId: CUSTOMER });
    const socket = await browser('a-stranger');
    const [theirs] = await socket.take(1, following(id));
    const [nobodys] = await socket.take(1, following('grant_00000000000000000000000000'));
    expect(theirs).toEqual(nobodys);
    expect(theirs?.errors?.[0]).toMatchObject({ extensions: { code: 'GRANT_NOT_FOUND' } });
    expect(theirs?.data ?? null).toBeNull();
    await socket.close();
  });

  test('without a credential, with a wrong one, or from a page of another origin: closed with 4403', async () => {
    const sessionToken = await actions.mint(CUSTOMER);
    const strangers = [
      openSocket(running, {}),
      openSocket(running, { sessionToken: 'x.y.z' }),
      openSocket(running, { sessionToken: 42 }),
      openSocket(running, { partnerKey: `${running.partnerKey}x` }),
      openSocket(running, { sessionToken }, 'https://evil.example'),
      openSocket(running, { sessionToken }, null),
    ];
    for (const socket of strangers) {
      await expect(socket.take(1, following('grant_0'))).rejects.toMatchObject({ code: 4403 });
      await socket.close();
    }
  });

  test('for a text that the schema does not know, with the code that HTTP would give', async () => {
    const socket = openSocket(running, { partnerKey: running.partnerKey }, null);
    const queries: [string, string][] = [
      ['subscription { nothing }', 'REQUEST_INVALID'],
      ['subscription { grantUpdated(', 'REQUEST_INVALID'],
      [`{ paths { ${'id '.repeat(2500)} } }`, 'QUERY_TOO_COSTLY'],
      [
        `{ ${Array.from({ length: 16 }, (_, index) => `a${index}: paths { id }`).join(' ')} }`,
        'QUERY_TOO_COSTLY',
      ],
    ];
    for (const [query, code] of queries) {
      const errors = await socket.take(1, { query }).catch((error: unknown) => error);
      expect(errors).toMatchObject([{ extensions: { code } }]);
    }
    await socket.close();
  });
});

describe('A socket', () => {
  test('is closed with 4403 when its session ends', async () => {
    const signingKeys = [{ id: 'one', key: new Uint8Array(32).fill(7) }];
    const short = createSessionTokens({ signingKeys, now: running.sandbox.now, ttlSeconds: 2 });
    const { sessionToken } = await short.mint({ customerId: CUSTOMER, origin: ORIGIN });
    const { id } = await actions.startPending({ customerId: CUSTOMER });
    const socket = openSocket(running, { sessionToken });
    const heard = updatesUntil(socket, id, 'ACTIVE').catch((error: unknown) => error);
    expect(await socket.closing).toBe(4403);
    expect(await heard).toMatchObject({ code: 4403 });
  });

  test('is told to go elsewhere when the gateway stops', async () => {
    const other = await runGateway();
    const { id } = await grantActions(other).startPending({ customerId: CUSTOMER });
    const sessionToken = await grantActions(other).mint(CUSTOMER);
    const socket = openSocket(other, { sessionToken });
    const updates = socket.ask(following(id));
    await updates.next();
    const waiting = updates.next().catch((error: unknown) => error);
    await other.stop();
    expect(await socket.closing).toBe(1012);
    expect(await waiting).toMatchObject({ code: 1012 });
  });
});
