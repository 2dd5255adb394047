import { z } from 'zod';
import { AwsError } from '../aws-error.ts';
import { parsePolicy } from '../policies/policy-document.ts';
import { madeUpName, readProperties } from './resource-properties.ts';
import type { Made, ResourceType } from './resources.ts';

const shape = z.strictObject({
  ManagedPolicyName: z
    .string()
    .regex(/^[\w+=,.@-]{1,128}$/)
    .optional(),
  Path: z
    .string()
    .regex(/^(\/|\/[\u0021-\u007E]+\/)$/)
    .default('/'),
  Description: z.string().max(1000).optional(),
  PolicyDocument: z.record(z.string(), z.unknown()).transform((value) => JSON.stringify(value)),
});

/** AWS::IAM::ManagedPolicy, of use as a permissions boundary in the customer's own account. */
export const managedPolicyResource: ResourceType = {
  create: (call) => {
    const { ManagedPolicyName = madeUpName(call), Path, PolicyDocument } = readProperties(shape, call);
    const { policies } = call.world.books.pages;
    const arn = `arn:aws:iam::${call.stack.accountId}:policy${Path}${ManagedPolicyName}`;
    if (Object.hasOwn(policies, arn)) {
      throw new AwsError('EntityAlreadyExists', `A policy called ${ManagedPolicyName} already exists.`);
    }
    parsePolicy(PolicyDocument, 'identity');
    policies[arn] = PolicyDocument;
    return made(arn);
  },
  update: (call) => {
    const { PolicyDocument } = readProperties(shape, call);
    const arn = call.physicalId ?? '';
    parsePolicy(PolicyDocument, 'identity');
    call.world.books.pages.policies[arn] = PolicyDocument;
    return made(arn);
  },
  delete: ({ world, physicalId = '' }) => {
    delete world.books.pages.policies[physicalId];
  },
};

function made(arn: string): Made {
  return { physicalId: arn, attributes: { PolicyArn: arn } };
}
