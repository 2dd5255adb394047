import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { browserAt } from './console-browser.ts';
import { alex, dana, root, startScene, until, type Scene } from './scene.ts';
import { answer, region, stackScene, template, templateURL } from './stack-scene.ts';

let scene: Scene;
let aws: Awaited<ReturnType<typeof stackScene>>;
let someone: ReturnType<typeof browserAt>;
beforeAll(async () => {
  scene = await startScene();
  aws = await stackScene(scene);
  await scene.subscribe();
});
beforeEach(() => {
  someone = browserAt(() => scene.url);
});
afterAll(() => scene.stop());

const quickCreate = '/console/cloudformation/quickcreate';
const link = (stackName: string) =>
  `${quickCreate}?${new URLSearchParams({ region, templateURL, stackName, param_ExternalId: 'external-1', param_Topic: scene.topicArn })}`;

/** What the form of the page would send. */
const fields = (stackName: string) => ({
  region,
  templateURL,
  stackName,
  param_ExternalId: 'external-1',
  param_Topic: scene.topicArn,
  action: 'create-stack',
});

test('a quick-create link survives the sign-in and shows what would be made, to be changed', async () => {
  await someone.signIn(link('acme'), alex);
  expect(someone.text()).toContain('Quick create stack');
  expect(someone.text()).toContain('AWS::IAM::Role');
  expect(someone.hidden('stackName')).toBe('acme');
  expect(someone.text()).toMatch(/name="param_ExternalId"\s+value="external-1"/);
  expect(someone.text()).toMatch(/name="param_PartnerAccountId"\s+value="999988887777"/);
  expect(someone.buttons()).toEqual(['create-stack']);
  expect(someone.text()).not.toMatch(/<script|style=|onclick/);
});

test('an administrator creates the stack, sees it complete, and deletes it', async () => {
  await someone.signIn(link('created'), alex);
  await someone.post(quickCreate, { ...fields('created'), acknowledge: 'yes' });
  expect(someone.text()).toContain('data-state="CREATE_IN_PROGRESS"');
  const { stacks } = await scene.control.get('/stacks');
  const stack = stacks.find((one: { name: string }) => one.name === 'created');
  await answer(await aws.request(stack.arn, 0));
  await someone.load(`/console/cloudformation/stacks/${stack.id}`);
  expect(someone.text()).toContain('data-state="CREATE_COMPLETE"');
  expect(someone.text()).toContain('role/acme.example/created-Role-');
  expect(someone.buttons()).toEqual(['update-stack', 'delete-stack']);
  await someone.post(`/console/cloudformation/stacks/${stack.id}`, { action: 'delete-stack' });
  await answer(await aws.request(stack.arn, 1));
  await someone.load('/console/cloudformation');
  expect(someone.text()).toMatch(/created<\/a>\s*<span>DELETE_COMPLETE/);
  expect((await scene.control.get('/accounts/111122223333')).roles).toEqual([]);
});

test('an administrator updates parameters; what is hidden stays if left empty, and is not shown', async () => {
  const hidden = {
    ...template,
    Parameters: { ...template.Parameters, ExternalId: { Type: 'String', NoEcho: true } },
  };
  await scene.control.post('/cloudformation/templates', { url: templateURL, body: hidden });
  const stack = await aws.create('111122223333');
  await answer(await aws.request(stack.arn, 0));
  const page = `/console/cloudformation/stacks/${stack.id}`;
  await someone.signIn(page, alex);
  expect(someone.text()).not.toContain('external-1');
  const update = (fields: Record<string, string>) =>
    someone.post(page, {
      action: 'update-stack',
      param_ExternalId: '',
      param_Topic: scene.topicArn,
      ...fields,
    });
  expect((await update({ param_Boundary: 'arn:aws:iam::aws:policy/SecurityAudit' })).status).toBe(400);
  expect(someone.text()).toMatch(/role="alert"[^<]*That was refused. Tick the box/);
  expect(someone.hidden('param_Boundary')).toBe('arn:aws:iam::aws:policy/SecurityAudit');
  await update({ param_Boundary: 'arn:aws:iam::aws:policy/SecurityAudit', acknowledge: 'yes' });
  expect((await aws.stack(stack.id)).parameters).toMatchObject({
    ExternalId: 'external-1',
    Boundary: 'arn:aws:iam::aws:policy/SecurityAudit',
  });
  await until(async () => (await aws.stack(stack.id)).status === 'UPDATE_COMPLETE');
  await update({ param_ExternalId: 'external-2', acknowledge: 'yes' });
  expect(someone.text()).toContain('data-state="UPDATE_IN_PROGRESS"');
  expect(someone.buttons()).toEqual(['delete-stack']);
  await answer(await aws.request(stack.arn, 1));
  await someone.load(page);
  expect(someone.text()).toContain('data-state="UPDATE_COMPLETE"');
  expect((await aws.stack(stack.id)).parameters.ExternalId).toBe('external-2');
  const developer = browserAt(() => scene.url);
  await developer.signIn(page, dana);
  expect(developer.buttons()).toEqual([]);
  await developer.load('/console/delegation-requests');
  const refused = await developer.post(page, { action: 'update-stack', acknowledge: 'yes' });
  expect(refused.status).toBe(403);
});

test('nothing is made without the acknowledgement, by a developer, or with a bad name', async () => {
  await someone.signIn(link('none'), root);
  expect((await someone.post(quickCreate, fields('none'))).status).toBe(400);
  expect(someone.text()).toMatch(/role="alert"[^<]*That was refused/);
  expect((await someone.post(quickCreate, { ...fields('no spaces'), acknowledge: 'yes' })).status).toBe(400);
  const developer = browserAt(() => scene.url);
  await developer.signIn(link('none'), dana);
  expect(developer.buttons()).toEqual([]);
  await developer.load('/console/delegation-requests');
  expect((await developer.post(quickCreate, { ...fields('none'), acknowledge: 'yes' })).status).toBe(403);
  const { stacks } = await scene.control.get('/accounts/111122223333');
  expect(stacks.filter((one: { name: string }) => one.name.startsWith('no'))).toEqual([]);
});

test('a stack of another account is not shown, and a template that cannot be read is a page that says so', async () => {
  const stack = await aws.create('444455556666');
  await someone.signIn(`/console/cloudformation/stacks/${stack.id}`, alex);
  expect(someone.text()).toContain('in another account');
  const answered = await someone.load(`${quickCreate}?templateURL=http://127.0.0.1:9/x.json`);
  expect(answered.status).toBe(400);
});
