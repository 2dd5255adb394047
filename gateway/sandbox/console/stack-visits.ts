import { AwsError } from '../aws-error.ts';
import { createStack, deleteStack, findStack, loadTemplate } from '../cloudformation/stacks.ts';
import type { Stack } from '../cloudformation/stack.ts';
import type { Reply } from '../reply.ts';
import type { World } from '../world.ts';
import { redirectReply, type Page } from './layout.ts';
import { messagePage } from './message-page.ts';
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

/** Presses "Create stack" or "Delete stack". */
export async function submitStacks({ world, path, fields, visitor }: StackVisit): Promise<Reply> {
  const id = stackPath.exec(path)?.[1];
  if (id) return attempt(visitor, () => deleteOne(world, visitor, id));
  const asked = quickCreateOf(fields);
  try {
    assertMayChange(visitor);
    if (!fields.has('acknowledge')) {
      throw new AwsError('InsufficientCapabilities', 'Tick the box: the template makes IAM resources');
    }
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

function deleteOne(world: World, visitor: StackVisit['visitor'], id: string): Reply {
  const stack = ownStack(world, visitor, id);
  try {
    assertMayChange(visitor);
    deleteStack(world, stack.id);
    return redirectReply(`${stacksPath}/stacks/${id}`);
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return stackPage(visitor, stack, { refusal: error });
  }
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
  throw new AwsError('AccessDenied', 'Making or deleting a stack with IAM resources needs an administrator');
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
  const given = [...fields].filter(([name]) => name.startsWith('param_'));
  return {
    region: fields.get('region') ?? 'us-east-1',
    templateURL: fields.get('templateURL') ?? '',
    stackName: fields.get('stackName') ?? '',
    parameters: Object.fromEntries(given.map(([name, value]) => [name.slice('param_'.length), value])),
  };
}
