import { AwsError } from '../aws-error.ts';
import { createStack, deleteStack, findStack, loadTemplate, updateStack } from '../cloudformation/stacks.ts';
import type { Stack } from '../cloudformation/stack.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { redirectReply, type Page } from './layout.ts';
import { messagePage } from './message-page.ts';
import { isHidden, parametersIn } from './parameter-field.ts';
import { quickCreatePage, type QuickCreate } from './quick-create-page.ts';
import { stackListPage, stackPage } from './stack-page.ts';

/** Where the console's pages about CloudFormation are. */
export const stacksPath = '/console/cloudformation';

const quickCreatePath = `${stacksPath}/quickcreate`;
const stackPath = /^\/console\/cloudformation\/stacks\/([\w-]+)$/;

/** One look at, or one act on, a page about CloudFormation. */
export interface StackVisit {
  world: World;
  path: string;
  /** The query of a link; the fields of a form that was sent. */
  fields: URLSearchParams;
  visitor: NonNullable<Page['visitor']>;
}

/** Shows the quick-create page, a stack, or the list of stacks. */
export async function showStacks({ world, path, fields, visitor }: StackVisit): Promise<Reply> {
  if (path === quickCreatePath) return showQuickCreate(world, visitor, quickCreateOf(fields));
  const id = stackPath.exec(path)?.[1];
  if (!id) return stackListPage(world, visitor);
  return attempt(visitor, () => stackPage(visitor, ownStack(world, visitor, id)));
}

/** Presses "Create stack", "Update stack" or "Delete stack". */
export async function submitStacks({ world, path, fields, visitor }: StackVisit): Promise<Reply> {
  const id = stackPath.exec(path)?.[1];
  if (id) return attempt(visitor, () => changeOne(world, visitor, id, fields));
  const asked = quickCreateOf(fields);
  try {
    assertMayChange(visitor);
    assertAcknowledged(fields.has('acknowledge'));
    const { principal } = visitor;
    const stack = await createStack(world, { ...asked, accountId: principal.accountId });
    const isOwn = stack.accountId === principal.accountId;
    return redirectReply(isOwn ? `${stacksPath}/stacks/${stack.id}` : stacksPath);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return showQuickCreate(world, visitor, asked, error);
  }
}

async function showQuickCreate(
  world: World,
  visitor: StackVisit['visitor'],
  asked: QuickCreate,
  refusal?: AwsError,
): Promise<Reply> {
  return attempt(visitor, async () =>
    quickCreatePage(visitor, asked, await loadTemplate(world, asked.templateURL), refusal),
  );
}

async function changeOne(
  world: World,
  visitor: StackVisit['visitor'],
  id: string,
  fields: URLSearchParams,
): Promise<Reply> {
  const stack = ownStack(world, visitor, id);
  const action = fields.get('action');
  const tried = action === 'update-stack' ? parametersIn(fields) : undefined;
  try {
    assertMayChange(visitor);
    if (action === 'delete-stack') deleteStack(world, id);
    else if (tried) await updateOne(world, stack, tried, fields.has('acknowledge'));
    else throw new AwsError('ValidationError', 'There is no such button');
    return redirectReply(`${stacksPath}/stacks/${id}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return stackPage(visitor, stack, { refusal: error, tried });
  }
}

async function updateOne(
  world: World,
  { id, template }: Stack,
  given: Record<string, string>,
  isAcknowledged: boolean,
): Promise<void> {
  assertAcknowledged(isAcknowledged);
  // Nobody is shown what is hidden, so that an empty field means: as it is.
  const isKept = ([name, value]: [string, string]) => {
    const row = template.Parameters[name];
    return value === '' && row !== undefined && isHidden(row);
  };
  await updateStack(world, id, Object.fromEntries(Object.entries(given).filter((one) => !isKept(one))));
}

function assertAcknowledged(isAcknowledged: boolean): void {
  if (isAcknowledged) return;
  throw new AwsError('InsufficientCapabilities', 'Tick the box: the template makes IAM resources');
}

function ownStack(world: World, { principal }: StackVisit['visitor'], id: string): Stack {
  const stack = findStack(world, id);
  if (stack.accountId === principal.accountId) return stack;
  throw new AwsError(
    'NotFound',
    'This stack is in another account. Switch to a person of that account to see it',
  );
}

function assertMayChange({ principal }: StackVisit['visitor']): void {
  if (principal.mayAdminister) return;
  throw new AwsError(
    'AccessDenied',
    'Making, updating or deleting a stack with IAM resources needs an administrator',
  );
}

async function attempt(visitor: StackVisit['visitor'], work: () => Reply | Promise<Reply>): Promise<Reply> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return messagePage(error.status, 'CloudFormation cannot show this', `${error.message}.`, visitor);
  }
}

function quickCreateOf(fields: URLSearchParams): QuickCreate {
  return {
    region: fields.get('region') ?? 'us-east-1',
    templateURL: fields.get('templateURL') ?? '',
    stackName: fields.get('stackName') ?? '',
    parameters: parametersIn(fields),
  };
}
