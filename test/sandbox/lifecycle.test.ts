import {
  AcceptDelegationRequestCommand,
  AssociateDelegationRequestCommand,
  GetDelegationRequestCommand,
  RejectDelegationRequestCommand,
  SendDelegationTokenCommand,
  UpdateDelegationRequestCommand,
} from '@aws-sdk/client-iam';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  delegationLifecycle,
  expiryOf,
  nextState,
  type DelegationEvent,
  type DelegationState,
} from '../../gateway/sandbox/delegation-lifecycle.ts';
import { alex, dana, failure, startScene, type Scene } from './scene.ts';

let scene: Scene;
beforeAll(async () => {
  scene = await startScene();
});
afterAll(() => scene.stop());

type Act = Exclude<DelegationEvent, 'Time'>;

/** AWS's own table, written down a second time. */
const documented: Record<DelegationState, Partial<Record<Act, DelegationState>>> = {
  UNASSIGNED: { Associate: 'ASSIGNED' },
  ASSIGNED: { Accept: 'ACCEPTED', Update: 'PENDING_APPROVAL', Reject: 'REJECTED' },
  PENDING_APPROVAL: { Accept: 'ACCEPTED', Reject: 'REJECTED' },
  ACCEPTED: { Send: 'FINALIZED', Reject: 'REJECTED' },
  FINALIZED: {},
  REJECTED: {},
  EXPIRED: {},
};

const wayTo: Record<DelegationState, (Act | 'a day')[]> = {
  UNASSIGNED: [],
  ASSIGNED: ['Associate'],
  PENDING_APPROVAL: ['Associate', 'Update'],
  ACCEPTED: ['Associate', 'Accept'],
  FINALIZED: ['Associate', 'Accept', 'Send'],
  REJECTED: ['Associate', 'Reject'],
  EXPIRED: ['a day'],
};

const states = Object.keys(documented) as DelegationState[];
const acts: Act[] = ['Associate', 'Update', 'Accept', 'Reject', 'Send'];

function perform(act: Act, id: string): Promise<unknown> {
  const { iam } = scene.as(alex);
  const DelegationRequestId = id;
  const calls: Record<Act, () => Promise<unknown>> = {
    Associate: () => iam.send(new AssociateDelegationRequestCommand({ DelegationRequestId })),
    Update: () => iam.send(new UpdateDelegationRequestCommand({ DelegationRequestId, Notes: 'please' })),
    Accept: () => iam.send(new AcceptDelegationRequestCommand({ DelegationRequestId })),
    Reject: () => iam.send(new RejectDelegationRequestCommand({ DelegationRequestId, Notes: 'no' })),
    Send: () => iam.send(new SendDelegationTokenCommand({ DelegationRequestId })),
  };
  return calls[act]();
}

async function bringTo(state: DelegationState): Promise<string> {
  const id = await scene.create();
  for (const step of wayTo[state]) {
    await (step === 'a day' ? scene.control.advance(86_400) : perform(step, id));
  }
  expect(await scene.control.state(id)).toBe(state);
  return id;
}

describe.each(states)('a request in the state %s', (state) => {
  test.each(acts)('meets %s as documented', async (act) => {
    const id = await bringTo(state);
    const next = documented[state][act];
    expect(await failure(perform(act, id))).toBe(next ? 'none' : 'InvalidInput');
    expect(await scene.control.state(id)).toBe(next ?? state);
    expect(nextState(state, act)).toBe(next);
  });
});

describe('every state runs out', () => {
  const lives: [DelegationState, number][] = [
    ['UNASSIGNED', 86_400],
    ...(['ASSIGNED', 'PENDING_APPROVAL', 'ACCEPTED', 'FINALIZED', 'REJECTED'] as const).map(
      (state): [DelegationState, number] => [state, 7 * 86_400],
    ),
  ];

  test.each(lives)('%s after %i seconds, not before', async (state, seconds) => {
    const id = await bringTo(state);
    await scene.control.advance(seconds - 5);
    expect(await scene.control.state(id)).toBe(state);
    await scene.control.advance(5);
    expect(await scene.control.state(id)).toBe('EXPIRED');
  });

  test('EXPIRED never does', () => {
    expect(expiryOf('EXPIRED', 0)).toBeUndefined();
    expect(Object.keys(delegationLifecycle)).toEqual(states);
  });

  test('an expired request says so to whoever reads it, without anyone having looked before', async () => {
    const id = await bringTo('ASSIGNED');
    await scene.control.advance(7 * 86_400 + 1);
    const answer = await scene
      .as(alex)
      .iam.send(new GetDelegationRequestCommand({ DelegationRequestId: id }));
    expect(answer.DelegationRequest?.State).toBe('EXPIRED');
    expect(answer.DelegationRequest?.ExpirationTime).toBeUndefined();
  });
});

test('a request remembers owner, note, approver and reason', async () => {
  const id = await scene.create();
  await scene.control.act(id, 'claim', dana);
  await scene.control.act(id, 'forward', dana, 'please look');
  await perform('Accept', id);
  await perform('Reject', id);
  const { DelegationRequest } = await scene
    .as(dana)
    .iam.send(new GetDelegationRequestCommand({ DelegationRequestId: id }));
  expect(DelegationRequest).toMatchObject({
    OwnerId: dana,
    ApproverId: alex,
    Notes: 'please look',
    RejectionReason: 'no',
    State: 'REJECTED',
  });
});
