import { randomUUID } from 'node:crypto';
import type { Forgery } from './books.ts';
import { pause, type World } from './world.ts';

/** One notice of IAM's, about to be published. */
export interface Notice {
  type: 'StateChange' | 'ExchangeToken';
  /** The JSON of the message; all values are strings. */
  body: Record<string, string | undefined>;
  /** Given only when the same message goes out twice. */
  messageId?: string;
  forgery?: Forgery;
}

interface NoticeDesk {
  /** Publishes; resolves after the first attempt. */
  send(notice: Notice): Promise<void>;
  /** Notices kept back so far; to be emptied when they go out. */
  held: Notice[];
  world: World;
}

type NoticeHabit = (notice: Notice, desk: NoticeDesk) => Promise<void>;

/** How late the late ones are, counted in steps of a scripted customer (5 s at the usual 300 ms). */
const lateSteps = 17;
const finalTypes = new Set(['REJECTED', 'EXPIRED']);

/** The ways in which notices may reach a partner, orderly or not. */
export const noticeHabits = {
  plain: (notice, { send }) => send(notice),

  twice: async (notice, { send }) => {
    const messageId = randomUUID();
    await send({ ...notice, messageId });
    await send({ ...notice, messageId });
  },

  newestFirst: async (notice, { send, held }) => {
    held.unshift(notice);
    const isLast = notice.type === 'ExchangeToken' || finalTypes.has(notice.body.State ?? '');
    if (isLast) for (const one of held.splice(0)) await send(one);
  },

  late: async (notice, { send, world }) => {
    void pause(world, lateSteps * world.stepDelayMs).then(() => send(notice));
  },

  forgedFirst: async (notice, { send }) => {
    const forgeries: Forgery[] = isClaim(notice) ? ['bad-signature', 'other-key', 'other-topic'] : [];
    for (const forgery of forgeries) await send({ ...withState(notice, 'REJECTED'), forgery });
    await send(notice);
  },

  unknownState: async (notice, { send }) => {
    await send(notice);
    if (isClaim(notice)) await send(withState(notice, 'SOMETHING_NEW'));
  },

  spaced: (notice, { send }) => send(withState(notice, (notice.body.State ?? '').replaceAll('_', ' '))),

  tokenOnly: async (notice, { send }) => {
    if (notice.type === 'ExchangeToken' || notice.body.State !== 'FINALIZED') await send(notice);
  },
} satisfies Record<string, NoticeHabit>;

/** The name of a way in which notices may go out. */
export type NoticeHabitName = keyof typeof noticeHabits;

function isClaim(notice: Notice): boolean {
  return notice.body.State === 'ASSIGNED';
}

function withState(notice: Notice, State: string): Notice {
  return { ...notice, body: { ...notice.body, State } };
}
