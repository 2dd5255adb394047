import type { Found } from './finding.ts';

/**
 * The forms in which AWS writes a partner's boundary: with `permissions-boundary/`, with `permission_boundary/`, and with
 * neither. `partner` stands literally in the account's place; the name ends with its date.
 */
const BOUNDARY_ARN =
  /^arn:aws[a-z-]*:iam::partner:policy\/(?:permissions?[-_]boundary\/)?[a-z0-9][a-z0-9._-]*\/[\w+=,.@-]+_(\d{8}|\d{4}_\d{2}_\d{2}|\d{4}-\d{2}-\d{2})$/;

/** AWS's own managed policies can serve as boundaries, too. */
const AWS_MANAGED = /^arn:aws[a-z-]*:iam::aws:policy\/[\w+=,.@/-]+$/;

/** What is wrong with the ARN of a boundary. */
export function lintBoundaryArn(arn: string, where: string): Found[] {
  if (BOUNDARY_ARN.test(arn) || AWS_MANAGED.test(arn)) return [];
  const message = `${arn} is not the ARN of a partner’s boundary.`;
  const fix = 'Write arn:aws:iam::partner:policy/permissions-boundary/<your domain>/<Name>_YYYY_MM_DD.';
  return [{ where, rule: 'boundary-arn', severity: 'error', message, fix }];
}

/** What is wrong with the name of a boundary: it never changes, so a new one is a new name with a new date. */
export function lintBoundaryName(name: string, where: string): Found[] {
  if (/^[\w+=,.@-]{1,117}_\d{4}_\d{2}_\d{2}$/.test(name)) return [];
  const message = `${name} does not end with its date.`;
  return [{ where, rule: 'boundary-name', severity: 'warning', message, fix: 'End it with _YYYY_MM_DD.' }];
}
