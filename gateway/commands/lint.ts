import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { parseArgs } from 'node:util';
import { GatewayError } from '../errors.ts';
import { printFindings } from '../policy-lint/finding.ts';
import type { Finding } from '../policy-lint/finding.ts';
import { lintPaths } from '../policy-lint/lint-paths.ts';
import { lintTemplate } from '../policy-lint/lint-template.ts';
import type { Command, CommandContext } from './command.ts';

const USAGE = 'connect-with-aws lint, or connect-with-aws lint --template FILE --kind temporary|boundary';

/** `connect-with-aws lint`: the configured paths, or one template file, against AWS's published rules. 1 if there are errors. */
export const lint: Command = async (context) => {
  const findings = await find(context);
  context.stdout(`${printFindings(findings)}\n`);
  return findings.some((it) => it.severity === 'error') ? 1 : 0;
};

async function find({ args, paths }: CommandContext): Promise<Finding[]> {
  const { template, kind } = optionsOf(args);
  if (template === undefined) return lintPaths(paths());
  if (kind !== 'temporary' && kind !== 'boundary')
    throw invalid(`--kind is temporary or boundary. Use: ${USAGE}`);
  const text = await readFile(template, 'utf8').catch((cause: unknown) => {
    throw invalid(`${template} cannot be read.`, cause);
  });
  return lintTemplate(basename(template), text, kind);
}

function optionsOf(args: readonly string[]) {
  try {
    const options = { template: { type: 'string' }, kind: { type: 'string' } } as const;
    return parseArgs({ args: [...args], options }).values;
  } catch (cause) {
    throw invalid(`Use: ${USAGE}`, cause);
  }
}

function invalid(message: string, cause?: unknown): GatewayError {
  return new GatewayError('CONFIG_INVALID', message, { cause });
}
