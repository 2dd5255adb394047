import { describe, expect, test } from 'vitest';
import { grantActions, newGrant, typesOf } from '../http/grant-actions.ts';
import { runGateway, until } from '../http/running-gateway.ts';
import type { RunningGateway } from '../http/running-gateway.ts';

/** A gateway and what is done to its grants. */
interface Scene {
  running: RunningGateway;
  actions: ReturnType<typeof grantActions>;
}

/** Runs a test with a gateway of its own, beside the others: most of their time is waiting. */
async function alone(run: (scene: Scene) => Promise<void>): Promise<void> {
  const running = await runGateway();
  await run({ running, actions: grantActions(running) }).finally(() => running.stop());
}

const ACTION = 'CreateDelegationRequest';

/** So many tries does the SDK make by itself. */
const SDK_TRIES = 3;

describe.concurrent('When AWS answers CreateDelegationRequest with', () => {
  const refusals: [string, string][] = [
    ['AccessDenied', 'AWS_NOT_ONBOARDED'],
    ['InvalidInput', 'AWS_REFUSED'],
    ['ValidationError', 'AWS_REFUSED'],
  ];
  test.each(refusals)('%s, the grant has FAILED with %s', (fault, code) =>
    alone(async ({ running, actions }) => {
      await actions.fault({ action: ACTION, code: fault, times: 1 });
      const input = newGrant();
      const result = await actions.start(input);
      expect(result).toMatchObject({ __typename: 'AwsRefused', code, retryable: false });
      const { grant } = await actions.start(input);
      expect(grant).toMatchObject({
        status: 'FAILED',
        failure: { code, docsUrl: `${running.url}/docs/errors#${code}` },
      });
      expect(grant?.endedAt).not.toBeNull();
    }),
  );

  test('too many open requests, the grant waits and gets its link', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, code: 'LimitExceeded', times: SDK_TRIES });
      const { id, status, delegationRequest, history } = await actions.startPending();
      expect([status, delegationRequest]).toEqual(['PENDING', null]);
      expect(history.edges.at(-1)?.node).toMatchObject({
        type: 'DELEGATION_REQUEST_RETRIED',
        code: 'AWS_LIMIT_EXCEEDED',
      });
      await until(async () => (await actions.read(id)).delegationRequest?.consoleDeepLink);
    }));

  test('a wish for patience, the grant waits and gets its link', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, code: 'Throttling', times: SDK_TRIES });
      const { id, status } = await actions.startPending();
      expect(status).toBe('PENDING');
      await until(async () => (await actions.read(id)).delegationRequest?.consoleDeepLink);
      const types = typesOf(await actions.read(id));
      expect(types).toEqual(['GRANT_STARTED', 'DELEGATION_REQUEST_RETRIED', 'DELEGATION_REQUEST_CREATED']);
      expect((await actions.requests()).length).toBe(1);
    }));

  test('500 after having made it, the grant asks anew and gives the one link that it knows', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, code: 'ServiceFailure', status: 500, times: 1, after: true });
      const grant = await actions.startPending();
      const [lost, known, ...more] = await actions.requests();
      expect(more).toEqual([]);
      expect([lost?.workflowId, known?.workflowId]).toEqual([`${grant.id}.1`, `${grant.id}.2`]);
      expect(grant.delegationRequest).toMatchObject({ id: known?.id, state: 'UNASSIGNED' });
      expect(grant.delegationRequest?.consoleDeepLink).toContain(known?.id);
      await actions.approve(grant.id);
      await actions.becomes(grant.id, 'ACTIVE');
    }));

  test('500 after having made it, and the customer is quicker than the second try, it is the request that counts', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, code: 'ServiceFailure', status: 500, times: 1, after: true });
      await actions.fault({ action: ACTION, latencyMs: 1500, times: 1 });
      const started = actions.startPending();
      await until(async () => (await actions.requests()).length === 1);
      const id = (await actions.requests())[0]?.workflowId.replace('.1', '') ?? '';
      await actions.act(id, 'claim');
      await until(async () => (await actions.read(id)).delegationRequest?.state === 'ASSIGNED');
      expect((await started).id).toBe(id);
      expect(await actions.calls(ACTION)).toBe(2);
      await actions.act(id, 'approve');
      await actions.becomes(id, 'ACTIVE');
      expect((await actions.requests()).length).toBe(1);
    }));

  test('nothing for more than five minutes, the grant has FAILED with AWS_UNAVAILABLE', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, code: 'ServiceUnavailable', times: 1_000_000 });
      const { id } = await actions.startPending();
      await actions.travel(301);
      const { failure } = await actions.becomes(id, 'FAILED');
      expect(failure).toMatchObject({ code: 'AWS_UNAVAILABLE' });
    }));

  test('a long silence, another who starts with the same key gets the same grant at once', () =>
    alone(async ({ actions }) => {
      await actions.fault({ action: ACTION, latencyMs: 1500, times: 1 });
      const input = newGrant();
      const slow = actions.startPending(input);
      await until(async () => (await actions.calls(ACTION)) === 1);
      const began = Date.now();
      const quick = await actions.startPending(input);
      expect(Date.now() - began).toBeLessThan(1000);
      expect(quick.delegationRequest).toBeNull();
      expect((await slow).id).toBe(quick.id);
      expect(await actions.calls(ACTION)).toBe(1);
    }));
});
