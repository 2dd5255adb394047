import { z } from 'zod';
import { AwsError } from './aws-error.ts';
import { describeStack } from './cloudformation/stack-control.ts';
import type { ControlHandler } from './control.ts';
import { checkInput } from './operation.ts';
import { parsePolicy } from './policies/policy-document.ts';
import { checkedBoundary, checkedTrust } from './roles/create-role.ts';
import type { Role } from './roles/role.ts';
import { dropRole, getRole, keepRole, rolesOf } from './roles/roles.ts';
import type { World } from './world.ts';

const document = z.union([z.string(), z.record(z.string(), z.unknown())]).transform(asText);
const change = z.object({
  trust: document.optional(),
  boundary: z.string().nullable().optional(),
  delete: z.literal(true).optional(),
});
const policy = z.object({ arn: z.string().min(20).max(2048), document });
const propagation = z.object({ propagationMs: z.number().min(0).max(86_400_000) });

/** The part of the control API that looks into customers' accounts. */
export const accountRoutes = {
  'GET /accounts/*': (world, _body, [id = '']) => accountOf(world, id),
  'POST /accounts/*/roles/*': (world, body, [id = '', name = '']) => {
    changeRole(world, getRole(world, id, decodeURIComponent(name)), checkInput(change, body));
    return accountOf(world, id);
  },
  'POST /policies': (world, body) => {
    const { arn, document } = checkInput(policy, body);
    parsePolicy(document, 'identity');
    world.books.pages.policies[arn] = document;
    world.books.changed();
    return { arn };
  },
  'POST /propagation': (world, body) => {
    world.propagationMs = checkInput(propagation, body).propagationMs;
    return { propagationMs: world.propagationMs };
  },
} satisfies Record<string, ControlHandler>;

function changeRole(
  world: World,
  role: Role,
  { trust, boundary, delete: gone }: z.output<typeof change>,
): void {
  if (gone) return dropRole(world, role);
  if (trust !== undefined) role.trust = checkedTrust(trust);
  if (boundary !== undefined)
    role.boundaryArn = boundary === null ? undefined : checkedBoundary(world, boundary);
  keepRole(world, role);
}

/** What there is in an account, so that one can see that nothing is left behind. Documents are shown as JSON. */
function accountOf(world: World, id: string) {
  if (!/^\d{12}$/.test(id)) throw new AwsError('InvalidInput', 'An account id has twelve digits');
  const { providers, policies, stacks } = world.books.pages;
  return {
    accountId: id,
    roles: rolesOf(world, id).map(describe),
    providers: Object.values(providers).filter((one) => one.accountId === id),
    policies: Object.entries(policies)
      .filter(([arn]) => arn.split(':')[4] === id)
      .map(([arn, text]) => ({ arn, document: JSON.parse(text) })),
    stacks: Object.values(stacks)
      .filter((one) => one.accountId === id)
      .map(describeStack),
  };
}

function describe(role: Role) {
  const { versions: _versions, tampering: _tampering, trust, policies, ...rest } = role;
  const shown = Object.entries(policies).map(([name, text]) => [name, JSON.parse(text)]);
  return { ...rest, trust: JSON.parse(trust), policies: Object.fromEntries(shown) };
}

function asText(value: string | Record<string, unknown>): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
