import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';

function text(name: string, pattern: RegExp, what: string): GraphQLScalarType<string, string> {
  const parse = (value: unknown): string => {
    if (typeof value === 'string' && pattern.test(value)) return value;
    throw new GraphQLError(`${name}: ${what}.`, { extensions: { code: 'BAD_USER_INPUT' } });
  };
  return new GraphQLScalarType({
    name,
    serialize: String,
    parseValue: parse,
    parseLiteral: (node) => parse(node.kind === Kind.STRING ? node.value : undefined),
  });
}

/** Twelve digits. */
export const AwsAccountId = text(
  'AwsAccountId',
  /^\d{12}$/,
  'an AWS account id is a string of twelve digits',
);

/** A Region. */
export const AwsRegion = text('AwsRegion', /^[a-z]{2}(-[a-z]+)+-\d$/, 'not an AWS Region');

/** An ARN. */
export const AwsArn = text('AwsArn', /^arn:[^\s]{10,2043}$/, 'not an ARN');

/** Epoch milliseconds inside, RFC 3339 outside. */
export const DateTime = new GraphQLScalarType({
  name: 'DateTime',
  serialize: (value) => new Date(Number(value)).toISOString(),
});
