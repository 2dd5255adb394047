import { costLimitRule } from '@escape.tech/graphql-armor-cost-limit';
import { maxAliasesRule } from '@escape.tech/graphql-armor-max-aliases';
import { maxDepthRule } from '@escape.tech/graphql-armor-max-depth';
import type { ASTVisitor, ValidationContext, ValidationRule } from 'graphql';

/** How much one document may ask for. A partner's own documents keep well within; an attacker's do not. */
export const LIMITS = { depth: 10, aliases: 15, cost: 5000, tokens: 2000 } as const;

/** What the limits' refusals begin with: it tells them from other validation errors. */
export const TOO_COSTLY = 'Too costly: ';

/** The validation rules that hold the limits. */
export const limitRules: ValidationRule[] = [
  asRule(maxDepthRule({ n: LIMITS.depth, errorMessage: `${TOO_COSTLY}deeper than ${LIMITS.depth} levels.` })),
  asRule(maxAliasesRule({ n: LIMITS.aliases, errorMessage: `${TOO_COSTLY}more than ${LIMITS.aliases} aliases.` })),
  asRule(costLimitRule({ maxCost: LIMITS.cost, errorMessage: `${TOO_COSTLY}more than ${LIMITS.cost} fields.` })),
];

/** The rules are visitors by another name. */
function asRule(make: (context: ValidationContext) => object): ValidationRule {
  return (context) => make(context) as ASTVisitor;
}
