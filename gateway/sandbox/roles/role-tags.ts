import { AwsError } from '../aws-error.ts';

/** Tags from the wire as a table. Throws InvalidInput for a key given twice. */
export function tagsOf(list: { Key: string; Value: string }[] = []): Record<string, string> {
  const tags = Object.fromEntries(list.map(({ Key, Value }) => [Key, Value]));
  if (Object.keys(tags).length === list.length) return tags;
  throw new AwsError(
    'InvalidInput',
    'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
  );
}

/** Tags as the wire has them; undefined: none. */
export function tagList(tags: Record<string, string>): { Key: string; Value: string }[] | undefined {
  const list = Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
  return list.length ? list : undefined;
}

/** What policies may ask about the tags of a call. */
export function requestTagKeys(tags: Record<string, string>): Record<string, string | string[]> {
  const names = Object.keys(tags);
  const each = Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value]);
  return { ...Object.fromEntries(each), ...(names.length ? { 'aws:TagKeys': names } : {}) };
}
