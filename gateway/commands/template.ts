import { stackTemplate } from '../aws/stack-template.ts';
import type { Path } from '../domain/path.ts';
import { GatewayError } from '../errors.ts';
import type { Command } from './command.ts';

/** `connect-with-aws template [path-id]`: the CloudFormation template of a path; of the first that has one, where none is named. */
export const template: Command = async ({ args: [id], environment, paths, stdout }) => {
  const partnerPrincipalArn = environment['PARTNER_PRINCIPAL_ARN'];
  if (!partnerPrincipalArn)
    throw new GatewayError(
      'CONFIG_INVALID',
      'PARTNER_PRINCIPAL_ARN is not set: whom customers’ roles trust.',
    );
  const document = stackTemplate(pathOf(paths(), id), { partnerPrincipalArn });
  stdout(`${JSON.stringify(document, undefined, 2)}\n`);
  return 0;
};

function pathOf(paths: readonly Path[], id: string | undefined): Path {
  const stacks = paths.filter((it) => it.kind === 'ROLE_BY_CLOUDFORMATION');
  const path = id === undefined ? stacks[0] : paths.find((it) => it.id === id);
  if (path) return path;
  const ids = stacks.map((it) => it.id).join(', ') || 'none';
  throw new GatewayError(
    'CONFIG_INVALID',
    `There is no path ${id ?? 'with a stack'}; paths with a stack: ${ids}.`,
  );
}
