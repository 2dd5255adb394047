import { credentialProcess } from '../credentials/credential-process.ts';
import type { Command } from './command.ts';

/** `connect-with-aws credentials <grantId>`: what `credential_process` wants. */
export const credentials: Command = ({ args, environment, stdout, stderr }) =>
  credentialProcess(args, environment, { stdout, stderr });
