import type { Logger } from 'pino';
import type { Path } from '../domain/path.ts';
import { isAvailable } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import { printFindings } from './finding.ts';
import { lintPaths } from './lint-paths.ts';

/** Refuses to offer what AWS would refuse (CONFIG_INVALID, with places and ways out), and logs what it would send back. */
export function assertPaths(paths: readonly Path[], log: Pick<Logger, 'warn'>): void {
  const offered = new Set(paths.filter(isAvailable).map((it) => it.id));
  const findings = lintPaths(paths).filter((it) => offered.has(it.pathId));
  const errors = findings.filter((it) => it.severity === 'error');
  if (errors.length)
    throw new GatewayError(
      'CONFIG_INVALID',
      `The paths cannot be used as they are.\n${printFindings(errors)}`,
    );
  for (const finding of findings) log.warn({ finding }, 'AWS’s review would send this back');
}
