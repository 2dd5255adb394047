import { AwsError } from '../aws-error.ts';
import type { Role, RoleVersion } from './role.ts';
import type { World } from '../world.ts';

/** `arn:aws:iam::<account>:role<path><name>`; the path begins and ends with a slash. */
export function roleArn(accountId: string, path: string, name: string): string {
  return `arn:aws:iam::${accountId}:role${path}${name}`;
}

/** The role of this name in this account, whatever its letters' case, or undefined. */
export function findRole(world: World, accountId: string, name: string): Role | undefined {
  return world.books.pages.roles[keyOf(accountId, name)];
}

/** As `findRole`. Throws NoSuchEntity. */
export function getRole(world: World, accountId: string, name: string): Role {
  const role = findRole(world, accountId, name);
  if (role) return role;
  throw new AwsError('NoSuchEntity', `The role with name ${name} cannot be found.`);
}

/** Writes a new or a changed role down; STS learns of it once the change has propagated. */
export function keepRole(world: World, role: Role): void {
  const now = world.clock.now();
  const { trust, policies, attached, boundaryArn, maxSessionDuration } = role;
  const version = { at: now, trust, policies: { ...policies }, attached: [...attached] };
  const past = role.versions.findLastIndex((one) => one.at <= now - world.propagationMs);
  role.versions = [
    ...role.versions.slice(Math.max(past, 0)),
    { ...version, boundaryArn, maxSessionDuration },
  ];
  world.books.pages.roles[keyOf(role.accountId, role.name)] = role;
  world.books.changed();
}

/** Forgets a role, its policies included; nobody assumes it from now on. */
export function dropRole(world: World, role: Role): void {
  delete world.books.pages.roles[keyOf(role.accountId, role.name)];
  world.books.changed();
}

/** The role as STS knows it by now; undefined: it has not heard of it yet. */
export function roleSeenBySts(world: World, role: Role): RoleVersion | undefined {
  return role.versions.findLast((one) => one.at <= world.clock.now() - world.propagationMs);
}

/** All roles of an account, oldest first. */
export function rolesOf(world: World, accountId: string): Role[] {
  return Object.values(world.books.pages.roles).filter((one) => one.accountId === accountId);
}

function keyOf(accountId: string, name: string): string {
  return `${accountId}/${name.toLowerCase()}`;
}
