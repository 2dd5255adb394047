import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** What a stack's custom resource asks, as CloudFormation publishes it. */
export interface StackRequest {
  type: 'Create' | 'Update' | 'Delete';
  id: string;
  stackId: string;
  logicalResourceId: string;
  responseUrl: string;
  externalId: string;
  /** The one before an update; undefined for what is none. */
  oldExternalId?: string;
  roleArn: string;
  /** What a former answer named the resource; undefined for Create. */
  physicalResourceId?: string;
}

const shape = z.object({
  RequestType: z.enum(['Create', 'Update', 'Delete']),
  RequestId: z.string().min(1).max(256),
  StackId: z.string().startsWith('arn:').max(1024),
  LogicalResourceId: z.string().min(1).max(256),
  PhysicalResourceId: z.string().min(1).max(1024).optional(),
  ResponseURL: z.url().max(4096),
  ResourceProperties: z.object({ ExternalId: z.string().max(1224), RoleArn: z.string().max(2048) }),
  OldResourceProperties: z.object({ ExternalId: z.string().max(1224) }).optional(),
});

/** Reads a custom resource's request (the Message of its notification); STACK_INVALID if it is none. */
export function parseStackRequest(message: string): StackRequest {
  const parsed = shape.safeParse(readJson(message));
  if (!parsed.success) throw new GatewayError('STACK_INVALID');
  const { data } = parsed;
  return {
    type: data.RequestType,
    id: data.RequestId,
    stackId: data.StackId,
    logicalResourceId: data.LogicalResourceId,
    responseUrl: data.ResponseURL,
    externalId: data.ResourceProperties.ExternalId,
    oldExternalId: data.OldResourceProperties?.ExternalId,
    roleArn: data.ResourceProperties.RoleArn,
    physicalResourceId: data.PhysicalResourceId,
  };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
