/** A failure that is told to the visitor: `message` is one sentence without secrets, `statusCode` its HTTP status. */
export class Refusal extends Error {
  readonly statusCode: number;

  constructor(statusCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Refusal';
    this.statusCode = statusCode;
  }
}
