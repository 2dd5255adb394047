import { AwsError } from './aws-error.ts';

/** A decoded awsQuery value: a string, a list (`X.member.N`, `X.entry.N`) or a structure (dotted). */
export type WireValue = string | WireValue[] | { [name: string]: WireValue };

/** What may be rendered as XML: arrays become `<member>`s, a Map becomes `<entry>`s, undefined is left out. */
export type XmlValue =
  | string
  | number
  | boolean
  | Date
  | undefined
  | XmlValue[]
  | Map<string, string>
  | { [name: string]: XmlValue };

/** One decoded call: its action, the API version it names, and its input as a tree. */
export interface WireCall {
  action: string;
  version: string;
  input: Record<string, WireValue>;
}

interface Tree {
  [name: string]: string | Tree;
}

const maxParameters = 2_000;
const maxDepth = 12;

/** Decodes an `application/x-www-form-urlencoded` awsQuery text. Throws MalformedQueryString on nonsense. */
export function parseAwsQuery(text: string): WireCall {
  const pairs = [...new URLSearchParams(text)];
  if (pairs.length > maxParameters) throw new AwsError('MalformedQueryString', 'Too many parameters');
  const tree: Tree = Object.create(null);
  for (const [key, value] of pairs) plant(tree, key.split('.'), value);
  const { Action, Version, ...input } = foldStructure(tree);
  return { action: asText(Action), version: asText(Version), input };
}

function plant(tree: Tree, path: string[], value: string): void {
  if (path.length > maxDepth) throw new AwsError('MalformedQueryString', 'Parameters are nested too deeply');
  const leaf = path[path.length - 1] ?? '';
  let node = tree;
  for (const name of path.slice(0, -1)) {
    const next = (node[name] ??= Object.create(null) as Tree);
    if (typeof next === 'string') throw new AwsError('MalformedQueryString', `${name} is given twice`);
    node = next;
  }
  if (leaf in node) throw new AwsError('MalformedQueryString', `${path.join('.')} is given twice`);
  node[leaf] = value;
}

function fold(node: string | Tree): WireValue {
  if (typeof node === 'string') return node;
  const list = node.member ?? node.entry;
  if (list !== undefined && typeof list !== 'string' && Object.keys(node).length === 1) return foldList(list);
  return foldStructure(node);
}

function foldStructure(tree: Tree): Record<string, WireValue> {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, fold(value)]));
}

function foldList(list: Tree): WireValue[] {
  return Object.entries(list)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => fold(value));
}

function asText(value: WireValue | undefined): string {
  return typeof value === 'string' ? value : '';
}

/** The answer to a call that succeeded; an operation without output has no Result element. */
export function renderAnswer(ns: string, action: string, requestId: string, output?: XmlValue): string {
  const result = output === undefined ? '' : element(`${action}Result`, output);
  const metadata = element('ResponseMetadata', { RequestId: requestId });
  return `<${action}Response xmlns="${ns}">${result}${metadata}</${action}Response>`;
}

/** The answer to a call that failed. Source: the awsQuery protocol's ErrorResponse. */
export function renderError(ns: string, requestId: string, error: AwsError): string {
  const type = error.status >= 500 ? 'Receiver' : 'Sender';
  const body = element('Error', { Type: type, Code: error.code, Message: error.message });
  return `<ErrorResponse xmlns="${ns}">${body}${element('RequestId', requestId)}</ErrorResponse>`;
}

function element(name: string, value: XmlValue): string {
  return value === undefined ? '' : `<${name}>${content(value)}</${name}>`;
}

function content(value: Exclude<XmlValue, undefined>): string {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Map)
    return [...value].map(([k, v]) => element('entry', { key: k, value: v })).join('');
  if (Array.isArray(value)) return value.map((item) => element('member', item)).join('');
  if (typeof value !== 'object') return escapeXml(String(value));
  return Object.entries(value)
    .map(([name, part]) => element(name, part))
    .join('');
}

const xmlEntities: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

function escapeXml(text: string): string {
  // A bare carriage return would be read back as a line feed.
  return text.replace(/[&<>"']/g, (c) => xmlEntities[c] ?? c).replaceAll('\r', '&#xD;');
}
