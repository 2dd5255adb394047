import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { assert, json, oneof, property, string } from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putStackAnswer } from '../../gateway/aws/stack-answer.ts';
import { parseStackRequest } from '../../gateway/aws/stack-request.ts';

const REQUEST = {
  RequestType: 'Create',
  RequestId: 'b3f5a7d0-0000-4000-8000-000000000001',
  ResponseURL: 'https://cloudformation-custom-resource-response-useast1.s3.us-east-1.amazonaws.com/a?b=c',
  StackId: 'arn:aws:cloudformation:us-east-1:111122223333:stack/connect/1',
  ResourceType: 'Custom::ConnectWithAws',
  LogicalResourceId: 'Connection',
  ResourceProperties: {
    ServiceToken: 'arn:aws:sns:us-east-1:999988887777:stacks',
    ExternalId: 'grant_00000000000000000000000000.0',
    RoleArn: 'arn:aws:iam::111122223333:role/acme.example/connector',
  },
};

describe('What a stack reports', () => {
  test('is read as CloudFormation writes it', () => {
    expect(parseStackRequest(JSON.stringify(REQUEST))).toEqual({
      type: 'Create',
      id: REQUEST.RequestId,
      stackId: REQUEST.StackId,
      logicalResourceId: 'Connection',
      responseUrl: REQUEST.ResponseURL,
      externalId: REQUEST.ResourceProperties.ExternalId,
      oldExternalId: undefined,
      roleArn: REQUEST.ResourceProperties.RoleArn,
      physicalResourceId: undefined,
    });
  });

  test.each(Object.keys(REQUEST).filter((it) => it !== 'ResourceType'))(
    'is STACK_INVALID without %s',
    (field) => {
      const { [field as keyof typeof REQUEST]: _left, ...rest } = REQUEST;
      expect(() => parseStackRequest(JSON.stringify(rest))).toThrowError(
        expect.objectContaining({ code: 'STACK_INVALID' }),
      );
    },
  );

  test('is STACK_INVALID, and nothing worse, whatever arrives', () => {
    assert(
      property(oneof(string(), json()), (message) => {
        expect(() => parseStackRequest(message)).toThrowError(
          expect.objectContaining({ code: 'STACK_INVALID' }),
        );
      }),
    );
  });
});

describe('An answer to a stack', () => {
  const received: { request: IncomingMessage; body: string }[] = [];
  let origin: string;
  const server = createServer(async (request, response) => {
    received.push({ request, body: await text(request) });
    response.writeHead(request.url === '/busy' ? 503 : 200).end();
  });
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  const foreign = [
    'https://evil.example/cloudformation-custom-resource-response-useast1.s3.amazonaws.com',
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com.evil.example/',
    'https://user@cloudformation-custom-resource-response-useast1.s3.amazonaws.com/',
    'https://cloudformation-custom-resource-response-useast1.s3.amazonaws.com:8443/',
    'http://cloudformation-custom-resource-response-useast1.s3.amazonaws.com/',
    'https://another-bucket.s3.us-east-1.amazonaws.com/',
    'http://169.254.169.254/latest/meta-data',
  ];
  test.each(foreign)('is never sent to %s', async (url) => {
    await expect(putStackAnswer(url, { Status: 'SUCCESS' }, [])).rejects.toMatchObject({
      code: 'STACK_INVALID',
    });
  });

  test('is PUT with an empty content type and its exact length', async () => {
    await putStackAnswer(`${origin}/answer`, { Status: 'FAILED', Reason: 'No – not so.' }, [origin]);
    const { request, body } = received.at(-1) ?? {};
    expect([request?.method, request?.headers['content-type']]).toEqual(['PUT', '']);
    expect(request?.headers['content-length']).toBe(String(Buffer.byteLength(body ?? '')));
    expect(JSON.parse(body ?? '')).toEqual({ Status: 'FAILED', Reason: 'No – not so.' });
  });

  test('longer than CloudFormation takes is not sent', async () => {
    const before = received.length;
    const long = putStackAnswer(`${origin}/answer`, { Reason: 'x'.repeat(4096) }, [origin]);
    await expect(long).rejects.toMatchObject({ code: 'STACK_INVALID' });
    expect(received).toHaveLength(before);
  });

  test('that is not taken now is tried again', async () => {
    await expect(putStackAnswer(`${origin}/busy`, {}, [origin])).rejects.toMatchObject({
      code: 'AWS_UNAVAILABLE',
    });
  });
});
