import { otherPartner } from '../principals.ts';
import { scriptedCustomers } from '../scripted-customers.ts';
import type { World } from '../world.ts';
import type { Role } from './role.ts';
import { dropRole, keepRole } from './roles.ts';

interface TrustStatement {
  Principal?: Record<string, unknown>;
  Condition?: Record<string, Record<string, unknown>>;
}

type Tampering = (world: World, role: Role) => void;

/** What stands where the partner's external ID belongs. */
export const otherExternalId = 'another-external-id';
const keysOfIdentity = /^sts:ExternalId$|:sub$/i;

/** What a customer may do to a role behind the partner's back. */
export const tamperings = {
  dropCondition: editTrust((one) => {
    delete one.Condition;
  }),
  otherExternalId: editTrust((one) => {
    for (const block of Object.values(one.Condition ?? {})) {
      for (const key of Object.keys(block)) if (keysOfIdentity.test(key)) block[key] = otherExternalId;
    }
  }),
  otherPrincipal: editTrust((one) => {
    one.Principal = { AWS: `arn:aws:iam::${otherPartner.accountId}:root` };
  }),
  dropBoundary: (world, role) => {
    role.boundaryArn = undefined;
    keepRole(world, role);
  },
  deleteRole: dropRole,
} satisfies Record<string, Tampering>;

/** The name of something a customer may do to a role. */
export type TamperingName = keyof typeof tamperings;

/** Lets a scripted customer do with a role of its account what it always does; others do nothing. */
export function planTampering(world: World, role: Role): void {
  const { tampering } = scriptedCustomers[role.accountId] ?? {};
  if (!tampering) return;
  const delayMs = (tampering.after ?? 0) * world.stepDelayMs;
  role.tampering = { as: tampering.do, at: delayMs === 0 ? undefined : world.clock.now() + delayMs };
  world.books.changed();
  if (delayMs > 0) world.later(delayMs, () => tamperDue(world));
}

/** As `planTampering`, for a role that the customer's own stack made: what is not for later is done right away. */
export function tamperWithStack(world: World, role: Role): void {
  planTampering(world, role);
  tamperBeforeLook(world, role);
}

/** Does what is to be done before anyone reads or assumes the role: the partner has then finished making it. */
export function tamperBeforeLook(world: World, role: Role): void {
  if (role.tampering && role.tampering.at === undefined) tamper(world, role);
}

/** Does what is due by now, in every account. */
export function tamperDue(world: World): void {
  for (const role of Object.values(world.books.pages.roles)) {
    if ((role.tampering?.at ?? Infinity) <= world.clock.now()) tamper(world, role);
  }
}

function tamper(world: World, role: Role): void {
  const name = role.tampering?.as ?? '';
  role.tampering = undefined;
  const act = isTampering(name) ? tamperings[name] : undefined;
  act?.(world, role);
}

function isTampering(name: string): name is TamperingName {
  return Object.hasOwn(tamperings, name);
}

function editTrust(edit: (statement: TrustStatement) => void): Tampering {
  return (world, role) => {
    const document: { Statement: TrustStatement | TrustStatement[] } = JSON.parse(role.trust);
    for (const one of [document.Statement].flat()) edit(one);
    role.trust = JSON.stringify(document);
    keepRole(world, role);
  };
}
