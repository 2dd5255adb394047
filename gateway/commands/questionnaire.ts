import { readOnboarding } from '../onboarding/onboarding-settings.ts';
import { questionnaire as fillIn } from '../onboarding/questionnaire.ts';
import { lintPaths } from '../policy-lint/lint-paths.ts';
import type { Command } from './command.ts';

/** `connect-with-aws questionnaire`: the onboarding mail on standard output, what it lacks on standard error. */
export const questionnaire: Command = async ({ environment, paths, stdout, stderr }) => {
  const configured = paths();
  const { text, warnings } = fillIn(readOnboarding(environment), configured);
  const found = lintPaths(configured).length;
  const lint = found
    ? [`AWS would have something against the templates: see connect-with-aws lint (${found}).`]
    : [];
  stdout(text);
  for (const warning of [...warnings, ...lint]) stderr(`connect-with-aws: ${warning}\n`);
  return 0;
};
