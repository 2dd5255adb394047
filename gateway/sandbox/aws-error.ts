/** HTTP status of each error code the sandbox answers with; a code not listed here is a 400. */
const statusOfCode: Record<string, number> = {
  AccessDenied: 403,
  AlreadyExistsException: 400,
  AuthorizationError: 403,
  ConcurrentModification: 409,
  EntityAlreadyExists: 409,
  DeleteConflict: 409,
  ExpiredToken: 403,
  ExpiredTokenException: 400,
  ExpiredTradeInTokenException: 400,
  IDPCommunicationError: 400,
  IncompleteSignature: 400,
  InternalFailure: 500,
  InvalidAction: 400,
  InvalidClientTokenId: 403,
  InvalidIdentityToken: 400,
  InvalidInput: 400,
  InvalidParameter: 400,
  LimitExceeded: 409,
  MalformedPolicyDocument: 400,
  MalformedQueryString: 400,
  MissingAuthenticationToken: 403,
  NoSuchEntity: 404,
  NotFound: 404,
  PackedPolicyTooLarge: 400,
  RegionDisabledException: 403,
  ServiceFailure: 500,
  ServiceUnavailable: 503,
  SignatureDoesNotMatch: 403,
  Throttling: 400,
  ValidationError: 400,
};

/** A refusal as AWS words it: `code` is what stands in `<Code>` on the wire, `status` the HTTP status. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status?: number) {
    super(message);
    this.code = code;
    this.status = status ?? statusOfCode[code] ?? 400;
  }
}

/** The refusal that an error is; any other is a mistake of the sandbox, logged and told as one. */
export function asAwsError(error: unknown): AwsError {
  if (error instanceof AwsError) return error;
  console.error(error);
  return new AwsError('InternalFailure', 'The sandbox made a mistake; its log says more');
}
