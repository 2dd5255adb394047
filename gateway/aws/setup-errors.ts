import { GatewayError } from '../errors.ts';
import { translate } from './aws-errors.ts';

/** AWS's names for "you may not". */
const REFUSALS = [
  'AccessDenied',
  'AccessDeniedException',
  'AuthorizationError',
  'AuthorizationErrorException',
];

/** AWS's names for "whoever you are". */
const BAD_CREDENTIALS = [
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
  'UnrecognizedClientException',
];

/** AWS's names for "there is no such thing". */
const ABSENCES = ['NotFound', 'NotFoundException', 'QueueDoesNotExist'];

/** Whether AWS says that there is no such thing. */
export function isAbsence(error: unknown): boolean {
  return ABSENCES.includes(nameOf(error));
}

/** An SDK error of a setup, in a sentence that says what to allow or to set. */
export function explainSetup(error: unknown, action: string, resource: string): GatewayError {
  const name = nameOf(error);
  const told = translate(error, {}, action);
  if (name === 'CredentialsProviderError')
    return new GatewayError(
      'CONFIG_INVALID',
      'There are no AWS credentials: set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY.',
      { cause: told },
    );
  if (BAD_CREDENTIALS.includes(name))
    return new GatewayError('CONFIG_INVALID', `AWS does not accept these credentials: ${name}.`, {
      cause: told,
    });
  if (REFUSALS.includes(name))
    return new GatewayError(
      'AWS_REFUSED',
      `AWS does not let these credentials call ${action}${resource ? ` on ${resource}` : ''}: allow it to them.`,
      { cause: told },
    );
  return told;
}

function nameOf(error: unknown): string {
  return error instanceof Error ? error.name : '';
}
