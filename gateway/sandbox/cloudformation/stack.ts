import type { Template } from './template.ts';

/** What CloudFormation may be doing with a stack. */
export type StackOperation = 'CREATE' | 'ROLLBACK' | 'UPDATE' | 'UPDATE_ROLLBACK' | 'DELETE';

/** What may be done to one resource, as a custom resource's request names it. */
export type ResourceAct = 'Create' | 'Update' | 'Delete';

/** A plain JSON object. */
export type Properties = Record<string, unknown>;

/** One resource of a stack. */
export interface StackResource {
  logicalId: string;
  type: string;
  status: string;
  /** What `Ref` gives; absent until it is there. */
  physicalId?: string;
  /** What `Fn::GetAtt` gives. */
  attributes: Record<string, string>;
  /** Resolved, as they were last applied. */
  properties: Properties;
}

/** One thing still to be done in the operation under way. */
export interface StackStep {
  act: ResourceAct;
  logicalId: string;
  /** The resource that another has replaced and that is to go; absent: the present one. */
  replaced?: { physicalId: string; properties: Properties };
  /** It has begun; `previous` are the properties of before an update. */
  begun?: boolean;
  previous?: Properties;
  /** The request to a custom resource whose answer this step waits for. */
  requestId?: string;
}

/** A request to a custom resource. Times are epoch milliseconds. */
export interface CustomResourceRequest {
  id: string;
  logicalId: string;
  /** The secret part of the address to which the answer goes. */
  signature: string;
  deadline: number;
  /** How often somebody answered; the first answer counts. */
  answers: number;
  answer?: string;
}

/** A line of a stack's history. */
export interface StackEvent {
  at: number;
  logicalId: string;
  type: string;
  status: string;
  reason?: string;
}

/** A CloudFormation stack with all the sandbox knows of it. */
export interface Stack {
  /** The last part of its ARN. */
  id: string;
  arn: string;
  name: string;
  accountId: string;
  region: string;
  templateUrl: string;
  template: Template;
  parameters: Record<string, string>;
  /** What a failed update goes back to. */
  previous?: Pick<Stack, 'template' | 'parameters'>;
  operation: StackOperation;
  status: string;
  resources: StackResource[];
  outputs: Record<string, string>;
  events: StackEvent[];
  todo: StackStep[];
  requests: Record<string, CustomResourceRequest>;
  createdAt: number;
}
