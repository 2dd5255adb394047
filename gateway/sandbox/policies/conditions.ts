import { fitsArn, fitsWildcard } from './wildcard.ts';

/** Operator, then key, then the values of which one must fit. */
export type ConditionBlock = Record<string, Record<string, string[]>>;

/** What a call says of itself, by condition key in lower case. */
export type ConditionKeys = Map<string, string[]>;

interface Operator {
  fits(wanted: string, actual: string): boolean;
  /** Holds when no value fits, also when the key is absent. */
  negated?: boolean;
}

const sameText = (wanted: string, actual: string) => wanted === actual;
const sameLetters = (wanted: string, actual: string) => wanted.toLowerCase() === actual.toLowerCase();

/** Source: IAM User Guide, "IAM JSON policy elements: Condition operators". */
const operators: Record<string, Operator> = {
  StringEquals: { fits: sameText },
  StringNotEquals: { fits: sameText, negated: true },
  StringEqualsIgnoreCase: { fits: sameLetters },
  StringNotEqualsIgnoreCase: { fits: sameLetters, negated: true },
  StringLike: { fits: fitsWildcard },
  StringNotLike: { fits: fitsWildcard, negated: true },
  ArnEquals: { fits: fitsArn },
  ArnLike: { fits: fitsArn },
  ArnNotEquals: { fits: fitsArn, negated: true },
  ArnNotLike: { fits: fitsArn, negated: true },
  Bool: { fits: sameLetters },
};

const operatorForm = /^(?:(ForAllValues|ForAnyValue):)?(\w+?)(IfExists)?$/;

/** Whether the sandbox can evaluate this operator, `ForAllValues:` and `IfExists` included. */
export function isKnownOperator(name: string): boolean {
  const base = operatorForm.exec(name)?.[2] ?? '';
  return base === 'Null' || Object.hasOwn(operators, base);
}

/** Whether every condition of the block holds. */
export function holds(block: ConditionBlock, keys: ConditionKeys): boolean {
  return Object.entries(block).every(([operator, wanted]) =>
    Object.entries(wanted).every(([key, values]) =>
      holdsOne(
        operator,
        values.map((one) => fillVariables(one, keys)),
        keys.get(key.toLowerCase()) ?? [],
      ),
    ),
  );
}

/** Replaces `${aws:…}` by what the call says; a variable without a value stays, and so fits nothing. */
export function fillVariables(text: string, keys: ConditionKeys): string {
  return text.replace(/\$\{([\w:/+=.@-]+)\}/g, (all, name) => keys.get(name.toLowerCase())?.[0] ?? all);
}

function holdsOne(name: string, wanted: string[], actual: string[]): boolean {
  const [, set, base = '', ifExists] = operatorForm.exec(name) ?? [];
  if (base === 'Null') return wanted.includes(String(actual.length === 0));
  const operator = operators[base];
  if (!operator) return false;
  if (actual.length === 0)
    return set === 'ForAllValues' || ifExists !== undefined || operator.negated === true;
  const fits = (value: string) =>
    wanted.some((one) => operator.fits(one, value)) !== (operator.negated === true);
  return set === 'ForAnyValue' || (!set && !operator.negated) ? actual.some(fits) : actual.every(fits);
}
