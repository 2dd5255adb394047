import { expect, waitUntil } from '@open-wc/testing';
import { describe, it, onTestFinished } from 'vitest';
import { failureOf } from '../../widget/connect-error.ts';
import { createGatewayClient } from '../../widget/gateway-client.ts';
import type { Grant } from '../../widget/gateway-client.ts';
import { createSessionSource } from '../../widget/session-source.ts';
import { createScene } from './scene.ts';

const quick = { reconnect: 20, poll: 40, pollLimit: 200, socketAgain: 300 };

function stage(timings = quick) {
  const scene = createScene();
  const client = createGatewayClient(createSessionSource(scene), timings);
  return { scene, client };
}

/** Watches the scene's grant from nothing; the list grows with every change. */
async function watch({ scene, client }: ReturnType<typeof stage>) {
  await scene.control({ move: { phase: 'awaiting-claim' } });
  const { grant } = await client.loadSession();
  if (!grant) throw new Error('The scene has no grant.');
  const seen: Grant[] = [];
  const reached: boolean[] = [];
  const failures: string[] = [];
  const stop = client.watchGrant(grant, {
    changed: (changed) => seen.push(changed),
    reachable: (yes) => reached.push(yes),
    failed: ({ code }) => failures.push(code),
  });
  onTestFinished(stop);
  return { seen, reached, failures, stop, states: () => seen.map((each) => each.delegationRequest?.state) };
}

describe('a question', () => {
  it('mints a session when it is first needed, and keeps it', async () => {
    const { client, scene } = stage();
    expect((await scene.control()).minted).to.equal(0);
    await client.loadSession();
    await client.loadGrant('grant_none');
    expect((await scene.control()).minted).to.equal(1);
  });

  it('mints another session, once, when the gateway refuses the token', async () => {
    const { client, scene } = stage();
    await client.loadSession();
    await scene.control({ expireTokens: true });
    expect((await client.loadSession()).partner.name).to.equal('Acme');
    expect((await scene.control()).minted).to.equal(2);
  });

  it('fails with words when new tokens are refused too', async () => {
    const { client, scene } = stage();
    await scene.control({ sessions: 'stale' });
    const failure = await client.loadSession().then(() => null, failureOf);
    expect(failure?.code).to.equal('SESSION_EXPIRED');
    expect((await scene.control()).minted).to.equal(2);
  });

  it('fails with words when the partner gives no session', async () => {
    const { client, scene } = stage();
    await scene.control({ sessions: 'refused' });
    const failure = await client.loadSession().then(() => null, failureOf);
    expect(failure?.code).to.equal('SESSION_UNAVAILABLE');
    expect(failure?.message).to.match(/sign in/i);
  });

  it('runs every verb of lasting access as a trusted document of the contract', async () => {
    const { client, scene } = stage();
    const { id } = await client.startGrant({ idempotencyKey: 'key-number-1', pathId: 'production-setup' });
    const handOff = await client.createHandOff(id);
    expect(handOff.url).to.match(/^https:/);
    const submitted = await client.submitRole({ id, roleArn: 'arn:aws:iam::111122223333:role/made' });
    expect(submitted.progress?.name).to.equal('VERIFY_TRUST');
    const upgraded = await client.upgradeGrant({ id, pathId: 'automated-setup' });
    expect(upgraded.status).to.equal('ACTIVE');
    const ended = await client.endGrant(id);
    expect(ended.cleanUp?.instructions[0]).to.contain('Delete the role');
    expect((await client.endGrant(id)).status).to.equal('ENDED');
    const refused = await client.createHandOff(id).then(() => null, failureOf);
    expect(refused?.code).to.equal('GRANT_NOT_PENDING');
    await client.renewGrant({ id, idempotencyKey: 'key-number-2' });
    expect((await scene.control()).keys).to.deep.equal(['key-number-1', 'key-number-2']);
  });

  it('repeats a lost startGrant with the same key', async () => {
    const { client, scene } = stage();
    await client.loadSession();
    await scene.control({ breakRequests: 1 });
    const grant = await client.startGrant({ idempotencyKey: 'key-number-1', pathId: 'quick-start-demo' });
    expect(grant.status).to.equal('PENDING');
    const { operations, keys } = await scene.control();
    expect(operations.filter((name) => name === 'StartGrant').length).to.equal(2);
    expect(keys).to.deep.equal(['key-number-1']);
  });

  it('says that nobody answers', async () => {
    const source = createSessionSource({ sessionToken: 'token', gateway: 'http://127.0.0.1:9' });
    const failure = await createGatewayClient(source)
      .loadSession()
      .then(() => null, failureOf);
    expect(failure?.code).to.equal('GATEWAY_UNREACHABLE');
  });
});

describe('a watch', () => {
  it('tells of every change over one socket', async () => {
    const stand = stage();
    const { states } = await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).sockets === 1);
    await stand.scene.control({ move: { phase: 'awaiting-review' } });
    await waitUntil(() => states().at(-1) === 'ASSIGNED');
    await stand.scene.control({ move: { phase: 'approved' } });
    await waitUntil(() => states().at(-1) === 'ACCEPTED');
    expect(states()).to.deep.equal(['ASSIGNED', 'ACCEPTED']);
    expect((await stand.scene.control()).operations).to.not.include('GrantStatus');
  });

  it('changes nothing for a history number that was seen', async () => {
    const stand = stage();
    const { seen, states } = await watch(stand);
    await stand.scene.control({ move: { phase: 'rejected', grant: { historyNumber: 1 } } });
    await stand.scene.control({ closeSockets: 1011, move: { phase: 'awaiting-admin' } });
    await waitUntil(() => states().at(-1) === 'PENDING_APPROVAL');
    expect(seen.length).to.equal(1);
  });

  it('is taken up at once when the gateway restarts, long before a broken one would be', async () => {
    const patient = { ...quick, reconnect: 600_000, socketAgain: 600_000, poll: 600_000, restart: 20 };
    const stand = stage(patient);
    const { states, failures } = await watch(stand);
    const rounds = [
      ['awaiting-admin', 'PENDING_APPROVAL'],
      ['awaiting-review', 'ASSIGNED'],
      ['approved', 'ACCEPTED'],
    ] as const;
    for (const [phase, state] of rounds) {
      await stand.scene.control({ move: { phase } });
      await waitUntil(() => states().at(-1) === state, `${state} was not heard`, { timeout: 10_000 });
      await stand.scene.control({ closeSockets: 1012 });
    }
    expect(failures).to.deep.equal([]);
    expect((await stand.scene.control()).operations).to.not.include('GrantStatus');
  });

  it('comes back with a fresh token when the session ends under it', async () => {
    const stand = stage();
    const { states, failures } = await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).sockets === 1);
    await stand.scene.control({ expireTokens: true });
    await stand.scene.control({ closeSockets: 4403 });
    await waitUntil(async () => (await stand.scene.control()).sockets === 2);
    await stand.scene.control({ move: { phase: 'awaiting-review' } });
    await waitUntil(() => states().at(-1) === 'ASSIGNED');
    expect(failures).to.deep.equal([]);
    expect((await stand.scene.control()).minted).to.equal(2);
  });

  it('asks again and again where sockets are blocked, and takes a socket when it can be had', async () => {
    const stand = stage();
    await stand.scene.control({ sockets: 'refused' });
    const { states } = await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).operations.includes('GrantStatus'));
    await stand.scene.control({ move: { phase: 'awaiting-review' } });
    await waitUntil(() => states().at(-1) === 'ASSIGNED');
    expect((await stand.scene.control()).refusedSockets).to.be.at.least(2);
    await stand.scene.control({ sockets: 'open' });
    await waitUntil(async () => (await stand.scene.control()).sockets === 1, 'no socket', { timeout: 4000 });
    await stand.scene.control({ move: { phase: 'approved' } });
    await waitUntil(() => states().at(-1) === 'ACCEPTED');
  });

  it('asks at once when the page comes back to the front', async () => {
    const stand = stage();
    await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).sockets === 1);
    dispatchEvent(new Event('focus'));
    await waitUntil(async () => (await stand.scene.control()).operations.includes('GrantStatus'));
    expect((await stand.scene.control()).sockets).to.equal(1);
  });

  it('says when the gateway is out of reach, and when it is back', async () => {
    const stand = stage();
    await stand.scene.control({ sockets: 'refused' });
    const { reached } = await watch(stand);
    await stand.scene.control({ breakRequests: 3 });
    await waitUntil(() => reached.includes(false) && reached.at(-1) === true);
    expect(reached.indexOf(false)).to.be.below(reached.lastIndexOf(true));
  });

  it('ends with words when no session can be had any more', async () => {
    const stand = stage();
    const { failures } = await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).sockets === 1);
    await stand.scene.control({ sessions: 'refused', expireTokens: true });
    await stand.scene.control({ closeSockets: 4403 });
    await waitUntil(() => failures.length === 1);
    expect(failures).to.deep.equal(['SESSION_UNAVAILABLE']);
  });

  it('is silent once stopped', async () => {
    const stand = stage();
    const { seen, stop } = await watch(stand);
    await waitUntil(async () => (await stand.scene.control()).sockets === 1);
    stop();
    await stand.scene.control({ move: { phase: 'approved' } });
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(seen.length).to.equal(0);
    expect((await stand.scene.control()).sockets).to.equal(1);
  });
});
