import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import { GraphQLError } from 'graphql';
import type { ASTVisitor, ValidationContext, ValidationRule } from 'graphql';

/** How much one document may ask for. A partner's own documents keep well within; an attacker's do not. */
export const LIMITS = { depth: 10, aliases: 15, cost: 10_000, tokens: 2000 } as const;

/** What the limits' refusals begin with: it tells them from other validation errors. */
export const TOO_COSTLY = 'Too costly: ';

/** Each field costs one, times the page sizes above it that are written out. */
const COSTS = { objectCost: 1, scalarCost: 1, depthCostFactor: 1, flattenFragments: true };

/** The validation rules that hold the limits. */
export const limitRules: ValidationRule[] = [
  asRule(
    maxDepthRule({
      n: LIMITS.depth,
      flattenFragments: true,
      ...refusal(`deeper than ${LIMITS.depth} levels`),
    }),
  ),
  asRule(maxAliasesRule({ n: LIMITS.aliases, ...refusal(`more than ${LIMITS.aliases} aliases`) })),
  asRule(costLimitRule({ maxCost: LIMITS.cost, ...COSTS, ...refusal(`more than ${LIMITS.cost} fields`) })),
];

/** Left alone a rule throws, which ends the validation as if the server had failed: so it reports instead. */
function refusal(what: string) {
  const report = (context: ValidationContext | null) =>
    context?.reportError(new GraphQLError(`${TOO_COSTLY}${what}.`));
  return { propagateOnRejection: false, onReject: [report] };
}

/** The rules are visitors by another name. */
function asRule(make: (context: ValidationContext) => object): ValidationRule {
  return (context) => make(context) as ASTVisitor;
}
