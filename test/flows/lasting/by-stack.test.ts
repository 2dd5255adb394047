import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { describe, expect, test } from 'vitest';
import { grantOfStack, stackNameOf } from '../../../gateway/domain/customer-role.ts';
import { alone, lastingTypes } from './lasting-scene.ts';
import type { Account, LastingGrant, LastingScene } from './lasting-scene.ts';

const GOOD = '100000000001';

type Stack = Account['stacks'][number];

async function begun(scene: LastingScene, accountId?: string): Promise<string> {
  return scene.start('production-setup', accountId);
}

/** Presses "Create stack" on the page to which the link leads, with its parameters or others. */
async function runStack(
  scene: LastingScene,
  id: string,
  accountId: string,
  more: Record<string, string> = {},
) {
  const { quickCreate } = await scene.read(id);
  const query = new URL(quickCreate?.link ?? '').searchParams;
  const given = [...query].flatMap(([name, value]) =>
    name.startsWith('param_') ? [[name.slice(6), value]] : [],
  );
  return (await scene.running.control('stacks', {
    accountId,
    region: query.get('region'),
    templateURL: query.get('templateURL'),
    stackName: `${query.get('stackName')}${more['suffix'] ?? ''}`,
    parameters: { ...Object.fromEntries(given), ...more },
  })) as Stack;
}

async function stackIs(scene: LastingScene, id: string, stackId: string, status: string): Promise<Stack> {
  await scene.becomes(
    id,
    async () => ((await scene.running.control(`stacks/${stackId}`)) as Stack).status === status,
  );
  return (await scene.running.control(`stacks/${stackId}`)) as Stack;
}

/** Publishes to the stacks' topic, as anybody may. */
async function forge(scene: LastingScene, id: string, more: object, properties: object = {}): Promise<void> {
  const { externalId } = await scene.stored(id);
  const TopicArn = scene.running.gateway.partner.paths.flatMap((it) => it.stack?.topics ?? [])[0]?.arn;
  const message = {
    RequestType: 'Create',
    RequestId: crypto.randomUUID(),
    StackId: `arn:aws:cloudformation:us-east-1:${GOOD}:stack/forged/1`,
    LogicalResourceId: 'Connection',
    ResponseURL: 'https://example.com/',
    ResourceProperties: { ExternalId: externalId, RoleArn: `arn:aws:iam::${GOOD}:role/none`, ...properties },
    ...more,
  };
  const sns = new SNSClient(scene.running.sdk);
  await sns.send(new PublishCommand({ TopicArn, Message: JSON.stringify(message) }));
}

describe.concurrent('A stack', () => {
  test('makes the role, is told yes once the role is proved, and the grant is active', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      expect((await scene.read(id)).progress).toMatchObject({ step: 1, of: 2, name: 'RUN_STACK' });
      const stack = await runStack(scene, id, GOOD);
      const grant = await scene.reaches(id, 'ACTIVE');
      await stackIs(scene, id, stack.id, 'CREATE_COMPLETE');
      expect(grant).toMatchObject({
        accountId: GOOD,
        quickCreate: null,
        role: { stackId: stack.arn, trust: 'EXTERNAL_ID' },
      });
      expect(lastingTypes(grant)).toEqual([
        'GRANT_STARTED',
        'STACK_REPORTED',
        'ROLE_VERIFIED',
        'GRANT_ACTIVATED',
      ]);
      expect((await scene.actions.credentials(id)).__typename).toBe('GrantCredentialsPayload');
      expect((await scene.stored(id)).stack).toEqual({ id: stack.arn });
    }));

  const WRONG: [string, string, string][] = [
    ['100000000021', 'takes the condition out of the trust', 'EXTERNAL_ID_NOT_ENFORCED'],
    ['100000000023', 'makes it in another account', 'ACCOUNT_MISMATCH'],
    ['100000000025', 'lets the role trust another partner', 'ROLE_NOT_ASSUMABLE'],
  ];
  test.each(WRONG)(
    'of a customer (%s) who %s is told no, with the reason, and rolls back: %s',
    (account, _what, code) =>
      alone(async (scene) => {
        const id = await begun(scene, account);
        const stack = await runStack(scene, id, account);
        await scene.becomes(id, (it) => lastingTypes(it).includes('STACK_REPORTED'));
        if (code === 'ROLE_NOT_ASSUMABLE') await scene.travel(95);
        const grant = await scene.reaches(id, 'FAILED');
        expect(grant.failure?.code).toBe(code);
        const rolledBack = await stackIs(scene, id, stack.id, 'ROLLBACK_COMPLETE');
        expect(JSON.stringify(rolledBack)).toContain(code);
        for (const place of [account, '100000000099']) expect((await scene.account(place)).roles).toEqual([]);
        await scene.becomes(id, async () => (await scene.stored(id)).due.length === 0);
        const { role, token, provisioning } = await scene.stored(id);
        expect({ role, token, provisioning }).toEqual({});
      }),
    40_000,
  );

  test('that is deleted ends the grant, by what is seen', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      const stack = await runStack(scene, id, GOOD);
      await scene.reaches(id, 'ACTIVE');
      await stackIs(scene, id, stack.id, 'CREATE_COMPLETE');
      await scene.running.control(`stacks/${stack.id}/delete`, {});
      await stackIs(scene, id, stack.id, 'DELETE_COMPLETE');
      const grant = await scene.travelUntil(id, (it) => it.status === 'ENDED', 10);
      expect(lastingTypes(grant)).not.toContain('GRANT_DEGRADED');
      expect(lastingTypes(grant).slice(-2)).toEqual(['GRANT_ENDED', 'ACCESS_GONE']);
      expect(grant.cleanUp).toMatchObject({ instructions: [] });
      expect((await scene.stored(id)).due).toEqual([]);
    }));

  test('whose request comes twice is answered once more, alike; an update is answered, too', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      await scene.actions.fault({ action: 'AssumeRole', latencyMs: 1000, times: 1 });
      const stack = await runStack(scene, id, GOOD);
      await scene.becomes(id, (it) => lastingTypes(it).includes('STACK_REPORTED'));
      const { request } = (await scene.stored(id)).stack ?? {};
      await stackIs(scene, id, stack.id, 'CREATE_COMPLETE');
      const { role } = await scene.read(id);
      const again = { StackId: stack.arn, RequestId: request?.id, ResponseURL: request?.responseUrl };
      await forge(scene, id, again, { RoleArn: role?.arn });
      const answers = async () => {
        const { requests } = (await scene.running.control(`stacks/${stack.id}`)) as Stack;
        return requests.map((it) => it.answers);
      };
      await scene.becomes(id, async () => (await answers())[0] === 2);
      await forge(scene, id, { ...again, RequestType: 'Update' }, { RoleArn: role?.arn });
      await scene.becomes(id, async () => (await answers())[0] === 3);
      await scene.becomes(id, async () => (await scene.stored(id)).due.every(({ kind }) => kind === 'PROBE'));
      expect(await scene.read(id)).toMatchObject({
        status: 'ACTIVE',
        health: { isDegraded: false },
        role: { arn: role?.arn },
      });
    }));

  test('whose answer is refused while it asks another thing is answered that', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      await scene.actions.fault({ action: 'AssumeRole', latencyMs: 1000, times: 1 });
      const stack = await runStack(scene, id, GOOD);
      await scene.becomes(id, (it) => lastingTypes(it).includes('STACK_REPORTED'));
      const ResponseURL = (await scene.stored(id)).stack?.request?.responseUrl;
      await stackIs(scene, id, stack.id, 'CREATE_COMPLETE');
      const asks = { StackId: stack.arn, RequestType: 'Update', ResponseURL };
      const answers = await scene.actions.calls('PutStackAnswer');
      await scene.actions.fault({
        action: 'PutStackAnswer',
        latencyMs: 3000,
        code: 'AccessDenied',
        status: 403,
        times: 1,
      });
      await forge(scene, id, asks, { RoleArn: (await scene.read(id)).role?.arn });
      await scene.becomes(id, async () => (await scene.actions.calls('PutStackAnswer')) === answers + 1);
      await forge(scene, id, { ...asks, RequestId: 'another-thing' });
      await scene.becomes(id, () => scene.running.logged.some((line) => line.includes('stack not answered')));
      expect((await scene.stored(id)).stack?.request?.id).toBe('another-thing');
      await scene.travel(95);
      await scene.becomes(id, async () => (await scene.actions.calls('PutStackAnswer')) > answers + 1);
    }));

  test('whose grant was ended here is named as what is left, and seen to be gone', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      const stack = await runStack(scene, id, GOOD);
      await stackIs(scene, id, stack.id, 'CREATE_COMPLETE');
      const { grant } = await scene.mutate('endGrant', { id });
      expect(grant?.cleanUp?.instructions[0]).toContain(stack.arn);
      await scene.running.control(`stacks/${stack.id}/delete`, {});
      await stackIs(scene, id, stack.id, 'DELETE_COMPLETE');
      await scene.travelUntil(id, (it) => it.cleanUp?.goneAt);
    }));

  test('for a grant that was cancelled is told no', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      await scene.actions.fault({ action: 'AssumeRole', code: 'Throttling', times: 30 });
      const stack = await runStack(scene, id, GOOD);
      await scene.becomes(id, (it) => lastingTypes(it).includes('STACK_REPORTED'));
      expect((await scene.actions.cancel(id)).grant?.status).toBe('CANCELLED');
      await stackIs(scene, id, stack.id, 'ROLLBACK_COMPLETE');
      expect((await scene.account(GOOD)).roles).toEqual([]);
    }));
});

/** Presses "Update" in the console, with these parameters changed. */
async function updateStack(scene: LastingScene, stack: Stack, parameters: Record<string, string> = {}) {
  await scene.running.control(`stacks/${stack.id}/update`, { parameters });
}

async function active(scene: LastingScene): Promise<{ id: string; stack: Stack }> {
  const id = await begun(scene, GOOD);
  const stack = await runStack(scene, id, GOOD);
  await scene.reaches(id, 'ACTIVE');
  return { id, stack: await stackIs(scene, id, stack.id, 'CREATE_COMPLETE') };
}

const arnOf = (name: string) => `arn:aws:cloudformation:eu-west-1:111122223333:stack/${name}/uuid-1`;

const CHANGED: [string, string, Record<string, string>][] = [
  ['by hand', '222233334444', { ExternalId: 'my-own-external-id' }],
  [
    'by hand, into what looks like one of ours',
    '222233334444',
    { ExternalId: `grant_${'a'.repeat(26)}.${'b'.repeat(32)}` },
  ],
  ['as a scripted customer does', '100000000022', {}],
];

describe.concurrent(
  'A stack whose external ID was changed before it was started',
  { timeout: 60_000 },
  () => {
    test.each(CHANGED)(
      '(%s) is told no, and so is whoever waits; nothing is kept',
      (_how, account, parameters) =>
        alone(async (scene) => {
          const id = await begun(scene, account);
          const stack = await runStack(scene, id, account, parameters);
          const grant = await scene.reaches(id, 'FAILED');
          expect(grant.failure).toMatchObject({
            code: 'EXTERNAL_ID_CHANGED',
            message: expect.stringContaining('not the one that the link filled in'),
          });
          const rolledBack = await stackIs(scene, id, stack.id, 'ROLLBACK_COMPLETE');
          expect(JSON.stringify(rolledBack)).toContain('EXTERNAL_ID_CHANGED');
          expect((await scene.account(account)).roles).toEqual([]);
          const { role, stack: kept, accountId, due } = await scene.stored(id);
          expect({ role, kept, accountId, due }).toEqual({ due: [] });
        }),
    );

    test('and whose name was changed as well is told no; nobody knows whose it is, so the grant waits on', () =>
      alone(async (scene) => {
        const id = await begun(scene);
        const stack = await runStack(scene, id, GOOD, { ExternalId: 'my-own', suffix: '-mine' });
        const rolledBack = await stackIs(scene, id, stack.id, 'ROLLBACK_COMPLETE');
        expect(JSON.stringify(rolledBack)).toContain('STACK_INVALID');
        expect((await scene.read(id)).status).toBe('PENDING');
        const again = await runStack(scene, id, GOOD);
        await scene.reaches(id, 'ACTIVE');
        await stackIs(scene, id, again.id, 'CREATE_COMPLETE');
      }));

    test('leads to its grant by its name, and to nothing by another', () => {
      const id = `grant_${'0a'.repeat(13)}`;
      expect(grantOfStack(arnOf(stackNameOf(id)))).toEqual({ grantId: id, accountId: '111122223333' });
      for (const name of ['connect-', `${stackNameOf(id)}x`, `x${stackNameOf(id)}`, 'forged'])
        expect(grantOfStack(arnOf(name))).toBeUndefined();
    });
  },
);

/** The template as the vendor has changed it since: another longest session, and another wait for the answer. */
async function changeTemplate(scene: LastingScene, stack: Stack): Promise<void> {
  const url = stack.templateUrl;
  const template = (await (await fetch(url)).json()) as {
    Resources: Record<'Role' | 'Connection', { Properties: Record<string, unknown> }>;
  };
  template.Resources.Role.Properties['MaxSessionDuration'] = 7200;
  template.Resources.Connection.Properties['ServiceTimeout'] = 200;
  await scene.running.control('cloudformation/templates', { url, body: template });
}

async function expectAsItWas(scene: LastingScene, id: string, before: LastingGrant): Promise<void> {
  expect(await scene.read(id)).toMatchObject({
    status: 'ACTIVE',
    health: { isDegraded: false },
    role: { arn: before.role?.arn, externalId: before.role?.externalId },
  });
  expect((await scene.actions.credentials(id)).__typename).toBe('GrantCredentialsPayload');
  expect((await scene.stored(id)).stack).toEqual({ id: before.role?.stackId });
}

describe.concurrent('An update of a stack', { timeout: 60_000 }, () => {
  test('that leaves the role right is told yes, once the role is proved again', () =>
    alone(async (scene) => {
      const { id, stack } = await active(scene);
      const before = await scene.read(id);
      await scene.travel(30);
      await changeTemplate(scene, stack);
      await updateStack(scene, stack);
      await stackIs(scene, id, stack.id, 'UPDATE_COMPLETE');
      await scene.becomes(id, async () => !(await scene.stored(id)).stack?.request);
      await expectAsItWas(scene, id, before);
      const verifiedAt = (await scene.read(id)).role?.verifiedAt ?? '';
      expect(Date.parse(verifiedAt)).toBeGreaterThanOrEqual(
        Date.parse(before.role?.verifiedAt ?? '') + 30_000,
      );
    }));

  test('that changes the external ID is told no and taken back; the grant stays as it was', () =>
    alone(async (scene) => {
      const { id, stack } = await active(scene);
      const before = await scene.read(id);
      await updateStack(scene, stack, { ExternalId: 'my-own-external-id' });
      const rolledBack = await stackIs(scene, id, stack.id, 'UPDATE_ROLLBACK_COMPLETE');
      expect(JSON.stringify(rolledBack)).toContain('EXTERNAL_ID_CHANGED');
      await scene.becomes(id, async () => !(await scene.stored(id)).stack?.request);
      await expectAsItWas(scene, id, before);
    }));

  test('that lets the role trust somebody else is told no, when IAM has had its time, and taken back', () =>
    alone(async (scene) => {
      const { id, stack } = await active(scene);
      const before = await scene.read(id);
      await updateStack(scene, stack, { PartnerPrincipalArn: 'arn:aws:iam::666677778888:root' });
      await scene.becomes(
        id,
        (it) => lastingTypes(it).filter((type) => type === 'STACK_REPORTED').length === 2,
      );
      await scene.travel(95);
      const rolledBack = await stackIs(scene, id, stack.id, 'UPDATE_ROLLBACK_COMPLETE');
      expect(JSON.stringify(rolledBack)).toContain('ROLE_NOT_ASSUMABLE');
      await scene.travelUntil(id, (it) => !it.health?.isDegraded);
      await scene.becomes(id, async () => !(await scene.stored(id)).stack?.request);
      await expectAsItWas(scene, id, before);
    }));

  test('after the connection’s end is let through', () =>
    alone(async (scene) => {
      const { id, stack } = await active(scene);
      await scene.mutate('endGrant', { id });
      await changeTemplate(scene, stack);
      await updateStack(scene, stack);
      await stackIs(scene, id, stack.id, 'UPDATE_COMPLETE');
      expect((await scene.read(id)).status).toBe('ENDED');
    }));

  test('that made the connection anew has the one before deleted: that ends nothing', () =>
    alone(async (scene) => {
      const { id, stack } = await active(scene);
      const before = await scene.read(id);
      const old = { RequestType: 'Delete', StackId: stack.arn, PhysicalResourceId: 'the-one-before' };
      await forge(scene, id, old, { RoleArn: before.role?.arn });
      await scene.becomes(
        id,
        (it) => lastingTypes(it).filter((type) => type === 'STACK_REPORTED').length === 2,
      );
      await scene.becomes(id, async () => !(await scene.stored(id)).stack?.request);
      expect((await scene.stored(id)).stack?.deletingSince).toBeUndefined();
      await expectAsItWas(scene, id, before);
    }));
});

describe.concurrent('A report that is forged', () => {
  test('with another external ID, or of no grant, is put aside', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      await forge(scene, id, {}, { ExternalId: `${id}.${'0'.repeat(32)}` });
      await forge(scene, id, {}, { ExternalId: 'nobody' });
      await forge(scene, id, { RequestType: 'Replace' });
      const deliveries = async () => {
        const { deliveries: all } = (await scene.running.control('deliveries')) as {
          deliveries: { kind: string; status: number }[];
        };
        return all.filter((it) => it.kind === 'Notification').map((it) => it.status);
      };
      await scene.becomes(id, async () => (await deliveries()).length === 3);
      expect((await deliveries()).every((it) => it >= 400 && it < 500)).toBe(true);
      expect(lastingTypes(await scene.read(id))).toEqual(['GRANT_STARTED']);
    }));

  test(
    'names an address for the answer that is not CloudFormation’s: nobody calls there',
    () =>
      alone(async (scene) => {
        let calls = 0;
        const server = createServer((_request, response) => void response.end(String((calls += 1))));
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
        const { port } = server.address() as AddressInfo;
        const id = await begun(scene, GOOD);
        await forge(scene, id, { ResponseURL: `http://127.0.0.1:${port}/` });
        await scene.becomes(id, (it) => lastingTypes(it).includes('STACK_REPORTED'));
        await scene.travel(95);
        expect((await scene.reaches(id, 'FAILED')).failure?.code).toBe('ROLE_NOT_ASSUMABLE');
        await scene.becomes(id, async () => (await scene.stored(id)).due.length === 0);
        server.close();
        expect(calls).toBe(0);
      }),
    30_000,
  );

  test('names another role while one is being proved: what was proved is not what becomes active', () =>
    alone(async (scene) => {
      const id = await begun(scene, GOOD);
      const stack = await runStack(scene, id, GOOD, {});
      await scene.reaches(id, 'ACTIVE');
      await forge(
        scene,
        id,
        { RequestType: 'Update', StackId: stack.arn },
        { RoleArn: 'arn:aws:iam::666677778888:role/evil' },
      );
      await scene.becomes(
        id,
        (it) => lastingTypes(it).filter((type) => type === 'STACK_REPORTED').length === 2,
      );
      expect((await scene.read(id)).role?.arn).toContain(`:${GOOD}:`);
    }));
});

describe.concurrent('submitRole', () => {
  test(
    'of a role that is as it should be connects; of another account’s, of none, or of no ARN it does not',
    () =>
      alone(async (scene) => {
        const id = await begun(scene, GOOD);
        expect(
          await scene.mutate('submitRole', { id, roleArn: `arn:aws:iam::${GOOD}:user/x` }),
        ).toMatchObject({ code: 'INVALID_INPUT' });
        await scene.running.control('faults', { action: 'Publish', code: 'InternalFailure', times: 1 });
        await runStack(scene, id, GOOD);
        await scene.reaches(id, 'ACTIVE');
        const { role } = await scene.read(id);
        const other = await begun(scene, '222233334444');
        await scene.mutate('submitRole', { id: other, roleArn: role?.arn ?? '' });
        await scene.travel(95);
        expect((await scene.reaches(other, 'FAILED')).role).toBeNull();
        expect((await scene.account(GOOD)).roles).toHaveLength(1);
        expect(await scene.mutate('submitRole', { id: other, roleArn: role?.arn ?? '' })).toMatchObject({
          code: 'GRANT_NOT_PENDING',
        });
      }),
    30_000,
  );
});
