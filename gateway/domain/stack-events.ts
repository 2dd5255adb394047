import { plan, record, unplan } from './grant.ts';
import type { Grant } from './grant.ts';

/** A stack's custom resource asked for an answer. Its word is only where to look: the role is proved before anything is believed. */
export function stackReported(grant: Grant, report: StackReport): Grant {
  const { request, stackId, at } = report;
  const entry = { at, type: 'STACK_REPORTED', state: request.type } as const;
  const next = record(grant, entry, {
    stack: { id: stackId, request: { ...request, roleArn: report.roleArn, at } },
  });
  return ON_STACK[request.type](next, report);
}

/** What a custom resource's request says. */
export interface StackReport {
  stackId: string;
  roleArn: string;
  accountId: string;
  request: {
    id: string;
    logicalResourceId: string;
    responseUrl: string;
    type: 'Create' | 'Update' | 'Delete';
    physicalResourceId?: string;
  };
  at: number;
}

const ON_STACK = {
  Create: (grant, report) => {
    if (grant.status !== 'PENDING') return plan(grant, 'ANSWER', report.at);
    return plan(unplan(candidate(grant, report), 'LAPSE'), 'VERIFY', report.at);
  },
  Update: (grant, report) => plan(grant, 'ANSWER', report.at),
  Delete: (grant, report) => {
    const { physicalResourceId = grant.id } = report.request;
    // After an update that made it anew, CloudFormation deletes the one before: the stack stays.
    if (physicalResourceId !== grant.id) return looked(plan(grant, 'ANSWER', report.at), report.at);
    const stack = grant.stack && { ...grant.stack, deletingSince: report.at };
    return looked(plan({ ...grant, stack }, 'ANSWER', report.at), report.at + 5000);
  },
} satisfies Record<StackReport['request']['type'], (grant: Grant, report: StackReport) => Grant>;

/** The role as an update left it was proved: it may be another than before. */
export function updateProved(grant: Grant, requestId: string, roleArn: string, at: number): Grant {
  const { role, status, stack } = grant;
  return role && status === 'ACTIVE' && stack?.request?.id === requestId
    ? { ...grant, role: { ...role, arn: roleArn, verifiedAt: at } }
    : grant;
}

function looked(grant: Grant, at: number): Grant {
  return grant.status === 'ACTIVE' ? plan(grant, 'PROBE', at) : grant;
}

function candidate(grant: Grant, { roleArn, accountId, stackId, at }: StackReport): Grant {
  const provisioning = { roleName: '', done: ['RUN_STACK' as const], since: at, startedAt: at };
  return { ...grant, provisioning, accountId, role: { arn: roleArn, stackId } };
}

/** The stack was answered. */
export function stackAnswered(grant: Grant): Grant {
  const next = unplan(grant, 'ANSWER');
  if (!next.stack) return next;
  const { request: _answered, ...stack } = next.stack;
  return { ...next, stack };
}
