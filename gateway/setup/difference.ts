import { isDeepStrictEqual } from 'node:util';
import type { Attributes } from '../aws/messaging.ts';

/** An attribute that is not as it should be. */
export interface Difference {
  name: string;
  /** What it should be set to; of a policy that others wrote in too, theirs with ours. */
  next: string;
  /** What it is, and what it should be, for a person. */
  why: string;
  /** Somebody else wrote this policy: it is changed only if the operator insists. */
  isForeign: boolean;
}

interface Statement {
  Sid?: string;
}

/** What AWS itself puts into a new topic's policy: it lets the owner do everything, and nobody else. */
const AWS_DEFAULT_SID = '__default_statement_ID';

const OUR_SID = /^ConnectWithAws/;

/** The attributes that are not as wanted; what is there besides is nobody's business. */
export function differencesOf(wanted: Attributes, actual: Attributes): Difference[] {
  return Object.entries(wanted).flatMap(([name, value]) => {
    const now = actual[name];
    if (name === 'Policy') return policyDifference(value, now);
    if (now !== undefined && contains(parsed(now), parsed(value))) return [];
    return [{ name, next: value, why: `${name} is ${now ?? 'not set'}, not ${value}`, isForeign: false }];
  });
}

function policyDifference(wanted: string, now: string | undefined): Difference[] {
  const ours = statementsIn(wanted);
  const theirs = statementsIn(now);
  if (ours.every((it) => theirs.some((one) => isSame(one, it)))) return [];
  const kept = theirs.filter(({ Sid = '' }) => !OUR_SID.test(Sid));
  const isForeign = theirs.length === kept.length && kept.some(({ Sid }) => Sid !== AWS_DEFAULT_SID);
  const next = JSON.stringify({ Version: '2012-10-17', Statement: [...kept, ...ours] });
  const lack = `Policy lacks ${JSON.stringify(ours)}`;
  const found = now === undefined ? 'there is none' : `it is ${now}`;
  return [{ name: 'Policy', next, why: `${lack}; ${found}`, isForeign }];
}

function statementsIn(policy: string | undefined): Statement[] {
  const document = parsed(policy ?? '');
  const { Statement = [] } = (isRecord(document) ? document : {}) as { Statement?: Statement | Statement[] };
  return [Statement].flat();
}

/** Whatever they are called. A single value and a list of one are the same to AWS, and so is a service in capitals. */
function isSame({ Sid: _one, ...one }: Statement, { Sid: _other, ...other }: Statement): boolean {
  return isDeepStrictEqual(normalised(one), normalised(other));
}

function normalised(value: unknown): unknown {
  if (Array.isArray(value))
    return value.length === 1 ? normalised(value[0]) : value.map(normalised).toSorted();
  if (!isRecord(value))
    return typeof value === 'string' ? value.replace(/^SNS:|^SQS:/i, (it) => it.toLowerCase()) : value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, normalised(part)]));
}

/** Whether all that is wanted is there, at any depth; AWS adds its own defaults to what it was given. */
function contains(actual: unknown, wanted: unknown): boolean {
  if (!isRecord(wanted)) return String(actual) === String(wanted);
  return isRecord(actual) && Object.entries(wanted).every(([name, part]) => contains(actual[name], part));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
