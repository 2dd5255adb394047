/** What a quick-create link is made of. */
export interface QuickCreate {
  region: string;
  /** https, in S3. */
  templateUrl: string;
  /** A letter, then letters, digits and hyphens; at most 128. */
  stackName: string;
  /** Filled in for the customer, who can change all of them. */
  parameters: Record<string, string>;
  /** The console's address where it is not AWS's own: a sandbox's. */
  consoleUrl?: string;
}

/** A link to CloudFormation's review page, filled in ("Creating quick-create links for stacks", CloudFormation User Guide). */
export function quickCreateLink({
  region,
  templateUrl,
  stackName,
  parameters,
  consoleUrl,
}: QuickCreate): string {
  const prefilled = Object.entries(parameters).map(([name, value]) => [`param_${name}`, value] as const);
  const query = [['templateURL', templateUrl], ['stackName', stackName], ...prefilled]
    .map(([name, value]) => `${name}=${encodeURIComponent(value ?? '')}`)
    .join('&');
  if (consoleUrl) return `${consoleUrl}/cloudformation/quickcreate?region=${region}&${query}`;
  const host = region.startsWith('cn-')
    ? `${region}.console.amazonaws.cn`
    : region.startsWith('us-gov-')
      ? `${region}.console.amazonaws-us-gov.com`
      : `${region}.console.aws.amazon.com`;
  return `https://${host}/cloudformation/home?region=${region}#/stacks/create/review?${query}`;
}
