import { templateOf } from '../domain/path.ts';
import type { Path } from '../domain/path.ts';
import { boundariesOf } from './boundary-document.ts';
import type { OnboardingSettings } from './onboarding-settings.ts';

/** The mail to AWS, and what it still lacks. */
export interface Questionnaire {
  text: string;
  /** A sentence for each placeholder. */
  warnings: string[];
}

/** A question, the settings that answer it, and what stands there while they do not. */
interface Question {
  label: string;
  setting: keyof OnboardingSettings;
  placeholder: string;
}

/** What AWS asks for ("IAM temporary delegation for AWS Partners", IAM User Guide). */
const REQUIRED: readonly Question[] = [
  {
    label: 'Partner Central account ID',
    setting: 'PARTNER_CENTRAL_ACCOUNT_ID',
    placeholder: 'PARTNER CENTRAL ACCOUNT ID',
  },
  {
    label: 'AWS Marketplace product ID',
    setting: 'MARKETPLACE_PRODUCT_ID',
    placeholder: 'MARKETPLACE PRODUCT ID',
  },
  {
    label: 'AWS account IDs that call the APIs (production and test)',
    setting: 'PARTNER_ACCOUNT_IDS',
    placeholder: 'ACCOUNT IDS',
  },
  { label: 'Partner name, as customers see it', setting: 'PARTNER_NAME', placeholder: 'PARTNER NAME' },
  { label: 'Contact e-mail addresses', setting: 'PARTNER_CONTACTS', placeholder: 'E-MAIL ADDRESSES' },
  { label: 'Requestor domain', setting: 'PARTNER_DOMAIN', placeholder: 'DOMAIN' },
  {
    label: 'Integration description',
    setting: 'PARTNER_DESCRIPTION',
    placeholder: 'WHAT THE INTEGRATION DOES WITH THE ACCESS',
  },
];

/** Where the mail goes. */
const MAILBOX = 'aws-iam-partner-onboarding@amazon.com';

/** The onboarding mail from the configuration, with a placeholder in capitals for each thing that the settings lack. */
export function questionnaire(settings: OnboardingSettings, paths: readonly Path[]): Questionnaire {
  const missing = REQUIRED.filter(({ setting }) => !answerTo(settings, setting));
  const delegated = paths.filter((it) => it.kind !== 'ROLE_BY_CLOUDFORMATION');
  const name = settings.PARTNER_NAME ?? '[PARTNER NAME]';
  const text = [
    `To: ${MAILBOX}`,
    `Subject: IAM temporary delegation onboarding: ${name}`,
    '',
    ...REQUIRED.map(
      ({ label, setting, placeholder }) => `${label}: ${answerTo(settings, setting) ?? `[${placeholder}]`}`,
    ),
    ...(settings.PARTNER_ID ? [`Partner ID: ${settings.PARTNER_ID}`] : []),
    'AWS ISV Accelerate: [CONFIRM ENROLMENT]',
    '"Deployed on AWS" badge of the listing: [CONFIRM]',
    'Architecture diagram: [ATTACH, IF YOU HAVE ONE]',
    '',
    ...delegated.flatMap(templatePart),
    ...boundariesOf(delegated).flatMap(({ name, arn, document }) =>
      part(
        `Permissions boundary: ${name}`,
        [`For roles made under the templates above. ARN: ${arn}`],
        document,
      ),
    ),
  ].join('\n');
  const warnings = missing.map(({ label, setting }) => `${setting} is not set: ${label}.`);
  return {
    text,
    warnings: [
      ...warnings,
      ...(delegated.length ? [] : ['No path needs a policy template; AWS wants at least one.']),
    ],
  };
}

function templatePart(path: Path): string[] {
  const about = [path.description, `Longest session asked for: ${path.durationSeconds} seconds.`];
  return part(`Policy template: ${templateName(path)}`, about, templateOf(path));
}

/** `QuickStartDemo` */
function templateName({ id }: Path): string {
  return id
    .split('-')
    .map((it) => it.charAt(0).toUpperCase() + it.slice(1))
    .join('');
}

function part(heading: string, about: string[], document: object): string[] {
  return [heading, ...about, JSON.stringify(document, undefined, 2), ''];
}

function answerTo(settings: OnboardingSettings, setting: keyof OnboardingSettings): string | undefined {
  const value = settings[setting];
  return (Array.isArray(value) ? value.join(', ') : value) || undefined;
}
