import { lintBoundaryName } from './boundary-arn.ts';
import { lintDocument } from './document-rules.ts';
import type { Finding, Found } from './finding.ts';
import { parametersOf } from './lint-statement.ts';
import type { RawStatement } from './lint-statement.ts';
import { lintNames } from './parameter-rules.ts';

/** What a template file can be. */
export type TemplateKind = 'temporary' | 'boundary';

/** Keys around a document that mean nothing to AWS: the template goes by mail, its name beside it, and each request has its own duration. */
const NOT_OF_A_TEMPLATE: Record<string, string> = {
  MaxDuration: 'Take it out: each request says its own duration.',
  TemplateName: 'Take it out: the name goes into the questionnaire.',
  BoundaryName: 'Take it out: the name goes into the questionnaire.',
  Description: 'Take it out: it goes into the questionnaire.',
};

/** What AWS would refuse, or send back, in a template or boundary as somebody wrote it: a policy document, bare or in a wrapper. */
export function lintTemplate(name: string, json: string, kind: TemplateKind): Finding[] {
  return findIn(json, kind).map((it) => ({ pathId: name, ...it }));
}

function findIn(json: string, kind: TemplateKind): Found[] {
  const file = parse(json);
  if (!isObject(file)) return [fault('', 'json', 'This is not a JSON object.', 'Give one policy document.')];
  const wrapped = file['PolicyDocument'];
  const document = isObject(wrapped) ? wrapped : file;
  const prefix = isObject(wrapped) ? 'PolicyDocument.' : '';
  const list = [document['Statement']].flat().filter(isObject);
  return [
    ...lintWrapper(file),
    ...(document['Version'] === '2012-10-17'
      ? []
      : [
          fault(
            `${prefix}Version`,
            'version',
            'The version is not 2012-10-17.',
            'Write "Version": "2012-10-17".',
          ),
        ]),
    ...(list.length
      ? []
      : [fault(`${prefix}Statement`, 'statements', 'There are no statements.', 'Give at least one.')]),
    ...lintDocument({
      kind,
      statements: list,
      where: `${prefix}Statement`,
      whereOf: (index) => `${prefix}Statement[${index}]`,
    }),
    ...(kind === 'temporary' ? lintNames(parametersOf(list)) : []),
  ];
}

function lintWrapper(file: Record<string, unknown>): Found[] {
  const name = file['BoundaryName'];
  return [
    ...Object.entries(NOT_OF_A_TEMPLATE)
      .filter(([key]) => key in file)
      .map(([where, fix]) => ({
        ...fault(where, 'document-only', `${where} is no part of a policy document.`, fix),
        severity: 'warning' as const,
      })),
    ...(typeof name === 'string' ? lintBoundaryName(name, 'BoundaryName') : []),
  ];
}

function fault(where: string, rule: string, message: string, fix: string): Found {
  return { where, rule, severity: 'error', message, fix };
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is RawStatement {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
