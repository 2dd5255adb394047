import type { World } from '../world.ts';
import { customResource } from './custom-resource.ts';
import { managedPolicyResource } from './managed-policy-resource.ts';
import { oidcProviderResource } from './oidc-provider-resource.ts';
import { roleResource } from './role-resource.ts';
import type { Properties, Stack, StackStep } from './stack.ts';

/** What one act on one resource works with. */
export interface ResourceCall {
  world: World;
  stack: Stack;
  step: StackStep;
  type: string;
  /** Resolved. */
  properties: Properties;
  /** Those before this update; absent otherwise. */
  previous?: Properties;
  /** Absent for a resource that is to be made. */
  physicalId?: string;
}

/** A resource as it is after an act. */
export interface Made {
  physicalId: string;
  attributes: Record<string, string>;
}

/**
 * A type of resource. Each act throws an AwsError when it fails; the answer `waiting` says that the step is to be
 * taken up again later.
 */
export interface ResourceType {
  create(call: ResourceCall): Made | 'waiting';
  update(call: ResourceCall): Made | 'waiting';
  delete(call: ResourceCall): void | 'waiting';
}

const types: Record<string, ResourceType> = {
  'AWS::CloudFormation::CustomResource': customResource,
  'AWS::IAM::ManagedPolicy': managedPolicyResource,
  'AWS::IAM::OIDCProvider': oidcProviderResource,
  'AWS::IAM::Role': roleResource,
};

/** The type of this name, every `Custom::…` included; undefined: the sandbox does not know it. */
export function resourceType(name: string): ResourceType | undefined {
  if (/^Custom::[\w@-]{1,52}$/.test(name)) return customResource;
  return Object.hasOwn(types, name) ? types[name] : undefined;
}
