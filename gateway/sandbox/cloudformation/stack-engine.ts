import { AwsError } from '../aws-error.ts';
import type { World } from '../world.ts';
import { conditionHolds, resolve, type Scope } from './intrinsics.ts';
import { makingOrder } from './making-order.ts';
import { resourceType, type Made, type ResourceCall } from './resources.ts';
import type { Properties, Stack, StackOperation, StackResource, StackStep } from './stack.ts';

/** What follows when a step of an operation fails; nothing: the stack stays as it is, failed. */
const afterFailure = {
  CREATE: 'ROLLBACK',
  ROLLBACK: undefined,
  UPDATE: 'UPDATE_ROLLBACK',
  UPDATE_ROLLBACK: undefined,
  DELETE: undefined,
} satisfies Record<StackOperation, StackOperation | undefined>;

/** Begins an operation and goes as far with it as it can without waiting. Throws ValidationError before beginning. */
export function startOperation(world: World, stack: Stack, operation: StackOperation, reason?: string): void {
  const { previous } = stack;
  if (operation === 'UPDATE_ROLLBACK' && previous) Object.assign(stack, previous);
  const isRemoval = operation === 'DELETE' || operation === 'ROLLBACK';
  // Before anything is said: a template whose conditions cannot be worked out is refused as a whole.
  const todo = isRemoval ? deletions(stack, () => true) : changes(stack);
  Object.assign(stack, { operation, todo });
  tell(world, stack, undefined, `${operation}_IN_PROGRESS`, reason);
  proceed(world, stack);
}

/** Goes on with the operation under way, if there is one: a step was answered, or its time may be over. */
export function proceed(world: World, stack: Stack): void {
  for (let step = stack.todo[0]; step; step = stack.todo[0]) {
    try {
      if (take(world, stack, step) === 'waiting') break;
      stack.todo.shift();
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      return fail(world, stack, step, error.message);
    }
  }
  if (stack.todo.length === 0 && stack.status.endsWith('_IN_PROGRESS')) finish(world, stack);
  world.books.changed();
}

function changes(stack: Stack): StackStep[] {
  const scope = scopeOf(stack);
  const wanted = makingOrder(stack.template).filter((logicalId) => {
    const { Condition } = stack.template.Resources[logicalId] ?? {};
    return Condition === undefined || conditionHolds(Condition, scope);
  });
  const made = wanted.map((logicalId): StackStep => {
    return { logicalId, act: scope.resource(logicalId) ? 'Update' : 'Create' };
  });
  return [...made, ...deletions(stack, (one) => !wanted.includes(one.logicalId))];
}

/** What was made last goes first. */
function deletions(stack: Stack, concerns: (resource: StackResource) => boolean): StackStep[] {
  return stack.resources
    .filter((one) => isThere(one) && concerns(one))
    .toReversed()
    .map(({ logicalId }) => ({ logicalId, act: 'Delete' }));
}

function take(world: World, stack: Stack, step: StackStep): 'waiting' | 'done' {
  const resource = resourceOf(stack, step);
  if (!step.begun && !begin(world, stack, step, resource)) return 'done';
  const call: ResourceCall = {
    world,
    stack,
    step,
    type: resource.type,
    properties: step.replaced?.properties ?? resource.properties,
    previous: step.previous,
    physicalId: step.replaced?.physicalId ?? resource.physicalId,
  };
  const type = resourceType(resource.type);
  if (step.act === 'Delete') {
    if (type?.delete(call) === 'waiting') return 'waiting';
    if (!step.replaced) tell(world, stack, resource, 'DELETE_COMPLETE');
    return 'done';
  }
  const made = step.act === 'Create' ? type?.create(call) : type?.update(call);
  if (made === 'waiting') return 'waiting';
  if (made) settle(stack, step, resource, made);
  tell(world, stack, resource, `${step.act.toUpperCase()}_COMPLETE`);
  return 'done';
}

/** False when an update would change nothing. */
function begin(world: World, stack: Stack, step: StackStep, resource: StackResource): boolean {
  if (step.act !== 'Delete') {
    const wanted = resolve(
      stack.template.Resources[step.logicalId]?.Properties,
      scopeOf(stack),
    ) as Properties;
    if (step.act === 'Update' && JSON.stringify(wanted) === JSON.stringify(resource.properties)) return false;
    step.previous = resource.properties;
    resource.properties = wanted;
  }
  step.begun = true;
  tell(world, stack, resource, `${step.act.toUpperCase()}_IN_PROGRESS`);
  return true;
}

function settle(
  stack: Stack,
  step: StackStep,
  resource: StackResource,
  { physicalId, attributes }: Made,
): void {
  const before = resource.physicalId;
  Object.assign(resource, { physicalId, attributes });
  if (step.act === 'Update' && before !== undefined && before !== physicalId) {
    const replaced = { physicalId: before, properties: step.previous ?? {} };
    stack.todo.push({ logicalId: step.logicalId, act: 'Delete', replaced });
  }
}

function fail(world: World, stack: Stack, step: StackStep, reason: string): void {
  tell(world, stack, resourceOf(stack, step), `${step.act.toUpperCase()}_FAILED`, reason);
  const next = afterFailure[stack.operation];
  if (next)
    return startOperation(world, stack, next, `The following resource(s) failed: [${step.logicalId}].`);
  stack.todo = [];
  tell(world, stack, undefined, `${stack.operation}_FAILED`, reason);
}

function finish(world: World, stack: Stack): void {
  try {
    if (stack.operation === 'CREATE' || stack.operation === 'UPDATE') stack.outputs = outputsOf(stack);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return startOperation(world, stack, afterFailure[stack.operation] ?? 'ROLLBACK', error.message);
  }
  tell(world, stack, undefined, `${stack.operation}_COMPLETE`);
}

function outputsOf(stack: Stack): Record<string, string> {
  const scope = scopeOf(stack);
  const shown = Object.entries(stack.template.Outputs).filter(
    ([, { Condition }]) => Condition === undefined || conditionHolds(Condition, scope),
  );
  return Object.fromEntries(shown.map(([name, { Value }]) => [name, String(resolve(Value, scope))]));
}

/** Sets the status of a resource, or of the stack, and writes it into the history. */
function tell(
  world: World,
  stack: Stack,
  resource: StackResource | undefined,
  status: string,
  reason?: string,
): void {
  (resource ?? stack).status = status;
  const { logicalId, type } = resource ?? { logicalId: stack.name, type: 'AWS::CloudFormation::Stack' };
  stack.events.push({ at: world.clock.now(), logicalId, type, status, reason });
  world.books.changed();
}

function resourceOf(stack: Stack, { logicalId }: StackStep): StackResource {
  const found = stack.resources.find((one) => one.logicalId === logicalId);
  if (found && found.status !== 'DELETE_COMPLETE') return found;
  const { Type: type = '' } = stack.template.Resources[logicalId] ?? {};
  const fresh: StackResource = { logicalId, type, status: '', attributes: {}, properties: {} };
  stack.resources = [...stack.resources.filter((one) => one !== found), fresh];
  return fresh;
}

function isThere({ physicalId, status }: StackResource): boolean {
  return physicalId !== undefined && status !== 'DELETE_COMPLETE';
}

function scopeOf(stack: Stack): Scope {
  const { template, parameters, accountId, region, arn, name } = stack;
  const pseudo = {
    'AWS::AccountId': accountId,
    'AWS::Partition': 'aws',
    'AWS::Region': region,
    'AWS::StackId': arn,
    'AWS::StackName': name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
  const resource = (logicalId: string) => {
    const found = stack.resources.find((one) => one.logicalId === logicalId && isThere(one));
    return found && { physicalId: found.physicalId ?? '', attributes: found.attributes };
  };
  return { template, parameters, pseudo, resource };
}
