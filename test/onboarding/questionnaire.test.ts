import { describe, expect, test } from 'vitest';
import { DEFAULT_PATHS } from '../../gateway/default-paths.ts';
import { readOnboarding } from '../../gateway/onboarding/onboarding-settings.ts';
import { questionnaire } from '../../gateway/onboarding/questionnaire.ts';
import { lintTemplate } from '../../gateway/policy-lint/lint-template.ts';

const ANSWERS = {
  PARTNER_CENTRAL_ACCOUNT_ID: '111122223333',
  MARKETPLACE_PRODUCT_ID: 'prod-abcdefgh12345',
  PARTNER_DOMAIN: 'acme.example',
  PARTNER_CONTACTS: 'aws@acme.example, security@acme.example',
  PARTNER_ACCOUNT_IDS: '111122223333,444455556666',
  PARTNER_DESCRIPTION: 'Acme reads Marketplace listings.',
  PARTNER_NAME: 'Acme Analytics',
};

describe('The questionnaire', () => {
  test('has every answer that the settings know, and then no warning', () => {
    const { text, warnings } = questionnaire(
      readOnboarding({ ...ANSWERS, PARTNER_ID: 'P-12345678' }),
      DEFAULT_PATHS,
    );
    expect(warnings).toEqual([]);
    expect(text).toContain('To: aws-iam-partner-onboarding@amazon.com');
    expect(text).toContain('Contact e-mail addresses: aws@acme.example, security@acme.example');
    expect(text).toContain(
      'AWS account IDs that call the APIs (production and test): 111122223333, 444455556666',
    );
    expect(text).toContain('Partner ID: P-12345678');
    for (const answer of [
      ANSWERS.PARTNER_DESCRIPTION,
      ANSWERS.PARTNER_DOMAIN,
      ANSWERS.MARKETPLACE_PRODUCT_ID,
    ])
      expect(text).toContain(`: ${answer}\n`);
  });

  test.each(Object.keys(ANSWERS))(
    'has a placeholder in capitals and a warning where %s is not set',
    (setting) => {
      const { text, warnings } = questionnaire(readOnboarding({ ...ANSWERS, [setting]: '' }), DEFAULT_PATHS);
      expect(warnings).toEqual([expect.stringMatching(new RegExp(`^${setting} is not set: `))]);
      expect(text).toMatch(/: \[[A-Z -]+\]\n/);
    },
  );

  test('holds the templates and the boundary as JSON that AWS would take', () => {
    const { text } = questionnaire(readOnboarding(ANSWERS), DEFAULT_PATHS);
    const parts = [
      ...text.matchAll(/^(Policy template|Permissions boundary): (\w+)\n(?:.+\n)+?(\{\n[\s\S]*?\n\})/gm),
    ];
    expect(parts.map((it) => it[2])).toEqual([
      'QuickStartDemo',
      'ExtendedTrial',
      'AutomatedSetup',
      'CostInsights',
      'MarketplaceConnector_2026_11_01',
      'CostInsights_2026_11_01',
    ]);
    for (const [, what, name = '', json = ''] of parts)
      expect(lintTemplate(name, json, what === 'Policy template' ? 'temporary' : 'boundary')).toEqual([]);
  });

  test('warns where there is no template to send', () => {
    const stacks = DEFAULT_PATHS.filter((it) => it.kind === 'ROLE_BY_CLOUDFORMATION');
    expect(questionnaire(readOnboarding(ANSWERS), stacks).warnings).toEqual([
      expect.stringContaining('at least one'),
    ]);
  });

  test('names a setting that cannot be used', () => {
    expect(() => readOnboarding({ PARTNER_ACCOUNT_IDS: '12' })).toThrow(
      /PARTNER_ACCOUNT_IDS\.0: an AWS account id/,
    );
  });
});
