/** An invitation that was made here. The link is not to be had again from the gateway, so it is kept. */
export interface KeptInvitation {
  grantId: string;
  company: string;
  url: string;
  /** Until when it can be taken up, RFC 3339. */
  expiresAt: string;
  /** When it was made, in words. */
  madeAt: string;
}

/** Invitations of this process's life, newest first. */
export interface KeptInvitations {
  keep(invitation: KeptInvitation): void;
  find(grantId: string): KeptInvitation | undefined;
  of(company: string): KeptInvitation[];
}

/** How many are kept; the oldest goes first. */
const MOST = 200;

/** Keeps invitations in memory. */
export function createKeptInvitations(): KeptInvitations {
  const kept = new Map<string, KeptInvitation>();
  return {
    keep(invitation) {
      kept.set(invitation.grantId, invitation);
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest) kept.delete(oldest);
    },
    find: (grantId) => kept.get(grantId),
    of: (company) => [...kept.values()].filter((it) => it.company === company).toReversed(),
  };
}
