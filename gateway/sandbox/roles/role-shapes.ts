import { z } from 'zod';
import { wireInteger, wireList } from '../operation.ts';

function name(max: number) {
  return z
    .string()
    .min(1)
    .max(max)
    .regex(/^[\w+=,.@-]+$/, 'Member must satisfy regular expression pattern: [\\w+=,.@-]+');
}

const arn = z.string().min(20).max(2048);
const document = z.string().min(1).max(131_072);
const description = z.string().max(1000).optional();
const maxSessionDuration = wireInteger(3_600, 43_200).optional();
const RoleName = name(64);
const PolicyName = name(128);
const path = z
  .string()
  .min(1)
  .max(512)
  .regex(/^(\/|\/[\u0021-\u007E]+\/)$/, 'Member must begin and end with a slash');
const tags = wireList(
  z.object({
    Key: z
      .string()
      .min(1)
      .max(128)
      .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]+$/u),
    Value: z
      .string()
      .max(256)
      .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u),
  }),
  50,
);
const page = {
  Marker: z.string().min(1).max(320).optional(),
  MaxItems: wireInteger(1, 1_000).optional(),
};

/** A session policy: at most 2,048 characters, as one that STS takes. */
const sessionPolicies = {
  Policy: z.string().min(1).max(2_048).optional(),
  PolicyArns: wireList(z.object({ arn }), 10).optional(),
};
const DurationSeconds = wireInteger(900, 43_200).optional();
const RoleSessionName = z
  .string()
  .min(2)
  .max(64)
  .regex(/^[\w+=,.@-]*$/, 'Member must satisfy regular expression pattern: [\\w+=,.@-]*');

/** The input of each operation on roles. Source: the IAM and STS service models. */
export const roleShapes = {
  create: z.object({
    RoleName,
    Path: path.optional(),
    AssumeRolePolicyDocument: document,
    Description: description,
    MaxSessionDuration: maxSessionDuration,
    PermissionsBoundary: arn.optional(),
    Tags: tags.optional(),
  }),
  byName: z.object({ RoleName }),
  list: z.object({ RoleName, ...page }),
  trust: z.object({ RoleName, PolicyDocument: document }),
  update: z.object({ RoleName, Description: description, MaxSessionDuration: maxSessionDuration }),
  policy: z.object({ RoleName, PolicyName }),
  putPolicy: z.object({ RoleName, PolicyName, PolicyDocument: document }),
  attachment: z.object({ RoleName, PolicyArn: arn }),
  tag: z.object({ RoleName, Tags: tags }),
  boundary: z.object({ RoleName, PermissionsBoundary: arn }),
  assume: z.object({
    RoleArn: arn,
    RoleSessionName,
    ExternalId: z
      .string()
      .min(2)
      .max(1224)
      .regex(/^[\w+=,.@:/-]*$/, 'Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*')
      .optional(),
    DurationSeconds,
    Tags: tags.optional(),
    ...sessionPolicies,
  }),
  assumeWithWebIdentity: z.object({
    RoleArn: arn,
    RoleSessionName,
    WebIdentityToken: z.string().min(4).max(20_000),
    ProviderId: z.string().min(4).max(2048).optional(),
    DurationSeconds,
    ...sessionPolicies,
  }),
};
