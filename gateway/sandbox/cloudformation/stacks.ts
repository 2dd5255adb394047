import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { checkInput } from '../operation.ts';
import { fetchJson } from '../reachable-url.ts';
import { otherExternalId } from '../roles/tampering.ts';
import { scriptedCustomers } from '../scripted-customers.ts';
import type { World } from '../world.ts';
import { makingOrder } from './making-order.ts';
import { resourceType } from './resources.ts';
import { proceed, startOperation } from './stack-engine.ts';
import type { Stack } from './stack.ts';
import { parameterValues, parseTemplate, type Template } from './template.ts';

/** What a quick-create link says, and the account of whoever follows it. */
export const stackShape = z.object({
  accountId: z.string().regex(/^\d{12}$/),
  region: z.string().regex(/^[a-z]{2}(-[a-z]+)+-\d$/),
  templateURL: z.string().min(1).max(5120),
  stackName: z.string().regex(/^[a-zA-Z][a-zA-Z0-9-]{0,127}$/),
  parameters: z.record(z.string(), z.string()).default({}),
});

/**
 * Makes a stack as an administrator does who presses "Create stack"; what scripted customers get wrong, they get wrong
 * here. Throws ValidationError or AlreadyExistsException (400); a failure later shows in the stack's status.
 */
export async function createStack(world: World, input: z.input<typeof stackShape>): Promise<Stack> {
  const asked = checkInput(stackShape, input);
  const template = await loadTemplate(world, asked.templateURL);
  const parameters = parameterValues(template, parametersOf(asked, template));
  makingOrder(template);
  const accountId = scriptedCustomers[asked.accountId]?.stacksIn ?? asked.accountId;
  assertNewName(world, { ...asked, accountId });
  const { region, stackName: name, templateURL: templateUrl } = asked;
  const id = randomUUID();
  const stack: Stack = {
    id,
    arn: `arn:aws:cloudformation:${region}:${accountId}:stack/${name}/${id}`,
    name,
    accountId,
    region,
    templateUrl,
    template,
    parameters,
    operation: 'CREATE',
    status: '',
    resources: [],
    outputs: {},
    events: [],
    todo: [],
    requests: {},
    createdAt: world.clock.now(),
  };
  startOperation(world, stack, 'CREATE', 'User Initiated');
  world.books.pages.stacks[id] = stack;
  return stack;
}

/** Gives a stack new parameter values, and the template as it is now at its address. Throws as `createStack`. */
export async function updateStack(world: World, id: string, given: Record<string, string>): Promise<Stack> {
  const stack = findStack(world, id);
  const template = await loadTemplate(world, stack.templateUrl);
  const parameters = parameterValues(template, { ...kept(stack, template), ...given });
  makingOrder(template);
  if (!isUpdatable(stack)) {
    throw new AwsError(
      'ValidationError',
      `Stack ${stack.name} is in ${stack.status} state and can not be updated.`,
    );
  }
  const before = { template: stack.template, parameters: stack.parameters };
  if (JSON.stringify({ template, parameters }) === JSON.stringify(before)) {
    throw new AwsError('ValidationError', 'No updates are to be performed.');
  }
  Object.assign(stack, { template, parameters, previous: before });
  try {
    startOperation(world, stack, 'UPDATE', 'User Initiated');
  } catch (error) {
    Object.assign(stack, before);
    throw error;
  }
  return stack;
}

/** Whether a stack is at rest, so that it can be updated. */
export function isUpdatable({ status }: Stack): boolean {
  return /^(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE$/.test(status);
}

/** Deletes a stack, the last resource first. Throws ValidationError when that is under way or done. */
export function deleteStack(world: World, id: string): Stack {
  const stack = findStack(world, id);
  if (/^DELETE_(IN_PROGRESS|COMPLETE)$/.test(stack.status)) {
    throw new AwsError('ValidationError', `Stack ${stack.name} is in ${stack.status} state already.`);
  }
  startOperation(world, stack, 'DELETE', 'User Initiated');
  return stack;
}

/** The stack with this last part of its ARN. Throws NotFound. */
export function findStack(world: World, id: string): Stack {
  const { stacks } = world.books.pages;
  const stack = Object.hasOwn(stacks, id) ? stacks[id] : undefined;
  if (stack) return stack;
  throw new AwsError('NotFound', `There is no stack ${id}`);
}

/** Gives up on custom resources that did not answer in time, and goes on with every stack after a restart. */
export function proceedWithStacks(world: World): void {
  for (const stack of Object.values(world.books.pages.stacks)) if (stack.todo.length) proceed(world, stack);
}

/** Reads the template at an address: what was registered under it, else what is there. Throws ValidationError. */
export async function loadTemplate(world: World, url: string): Promise<Template> {
  const { stackTemplates } = world.books.pages;
  const known = Object.hasOwn(stackTemplates, url) ? stackTemplates[url] : undefined;
  const value = known ?? (await fetchTemplate(world, url));
  return parseTemplate(value, (type) => resourceType(type) !== undefined);
}

async function fetchTemplate(world: World, url: string): Promise<unknown> {
  try {
    return await fetchJson(url, world.stopping);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'it cannot be read';
    throw new AwsError('ValidationError', `TemplateURL must reference a JSON template: ${reason}`);
  }
}

/** As in AWS's links, what the template does not have is ignored. A scripted customer may write another external ID. */
function parametersOf({ accountId, parameters }: z.output<typeof stackShape>, template: Template) {
  const known = Object.entries(parameters).filter(([name]) => Object.hasOwn(template.Parameters, name));
  const tampers = scriptedCustomers[accountId]?.tampering?.do === 'otherExternalId';
  return Object.fromEntries(
    known.map(([name, value]) => [name, tampers && /external.?id/i.test(name) ? otherExternalId : value]),
  );
}

function kept(stack: Stack, template: Template): Record<string, string> {
  const names = Object.keys(stack.parameters).filter((name) => Object.hasOwn(template.Parameters, name));
  return Object.fromEntries(names.map((name) => [name, stack.parameters[name] ?? '']));
}

function assertNewName(world: World, { accountId, region, stackName }: z.output<typeof stackShape>): void {
  const taken = Object.values(world.books.pages.stacks).some(
    (one) =>
      one.accountId === accountId &&
      one.region === region &&
      one.name === stackName &&
      one.status !== 'DELETE_COMPLETE',
  );
  if (taken) throw new AwsError('AlreadyExistsException', `Stack [${stackName}] already exists`);
}
