import type { StatementRule } from './statement-rule.ts';

/** The order that AWS's review asks for. */
const ORDER = ['Effect', 'Action', 'Resource', 'Condition'] as const;

/** Where each key stands in it. */
const PLACE: Record<string, number> = {
  Effect: 0,
  Action: 1,
  NotAction: 1,
  Resource: 2,
  NotResource: 2,
  Condition: 3,
};

const KNOWN_KEYS = [...Object.keys(PLACE), 'Sid', '@Enabled'];

/** How a statement is written. */
export const FORM_RULES = [
  {
    rule: 'key-known',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ keys }) =>
      keys
        .filter((key) => !KNOWN_KEYS.includes(key))
        .map((key) => ({ at: key, message: `A statement has no ${key} here.`, fix: `Take ${key} out.` })),
  },
  {
    rule: 'complete',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ effect, actions, notActions, resources, keys }) => {
      const missing = [
        effect === 'Allow' || effect === 'Deny' ? [] : 'Effect',
        actions.length + notActions.length > 0 ? [] : 'Action',
        resources.length > 0 || keys.includes('NotResource') ? [] : 'Resource',
      ].flat();
      return missing.map((key) => ({
        at: key,
        message: `${key} is missing or not what it should be.`,
        fix: `Give ${key}.`,
      }));
    },
  },
  {
    rule: 'key-order',
    severity: 'warning',
    kinds: ['temporary', 'boundary'],
    check: ({ keys }) => {
      const places = keys.flatMap((key) => PLACE[key] ?? []);
      if (places.every((place, index) => index === 0 || (places[index - 1] ?? 0) <= place)) return [];
      const message = 'The keys are out of order.';
      return [{ at: '', message, fix: `Write them as ${ORDER.join(', ')}.` }];
    },
  },
  {
    rule: 'actions-sorted',
    severity: 'warning',
    kinds: ['temporary', 'boundary'],
    check: ({ actions, notActions }) =>
      Object.entries({ Action: actions, NotAction: notActions }).flatMap(([at, list]) => {
        const misplaced = list.find((it, index) => it.toLowerCase() < (list[index - 1] ?? '').toLowerCase());
        if (misplaced === undefined) return [];
        return [
          {
            at,
            message: `${misplaced} is out of alphabetical order.`,
            fix: `Sort the actions: ${sorted(list).join(', ')}.`,
          },
        ];
      }),
  },
  {
    rule: 'action-form',
    severity: 'error',
    kinds: ['temporary', 'boundary', 'role'],
    check: ({ actions, notActions }) =>
      [...actions, ...notActions]
        .filter((action) => action !== '*' && !/^[a-z0-9-]+:[\w*?]+$/i.test(action))
        .map((action) => ({
          at: 'Action',
          message: `${action} is no action.`,
          fix: 'Write it as service:Action.',
        })),
  },
] as const satisfies readonly StatementRule[];

function sorted(list: readonly string[]): string[] {
  return [...list].sort((a, b) => (a.toLowerCase() < b.toLowerCase() ? -1 : 1));
}
