import type { Meta, StoryObj } from '@storybook/web-components-vite';
import type { ConnectWithAws } from '../widget/connect-with-aws.ts';
import { samplePathOf } from './sample-paths.ts';
import { ScriptedGateway } from './scripted-gateway.ts';
import type { Script } from './scripted-gateway.ts';
import { refusal, stagedElement } from './staged-element.ts';

interface Args {
  label: string;
  path: string;
  mode: string;
  locale: string;
  disabled: boolean;
  required: boolean;
  script: Script;
}

const meta: Meta<Args> = {
  title: 'Button',
  args: { label: '', path: '', mode: 'auto', locale: 'en', disabled: false, required: false, script: {} },
  argTypes: {
    label: { control: 'text', description: 'The words of the button' },
    path: { control: 'select', options: ['', 'quick-start-demo', 'extended-trial', 'automated-setup'] },
    mode: { control: 'select', options: ['auto', 'popup', 'tab', 'redirect', 'link'] },
    locale: { control: 'select', options: ['en', 'en-GB', 'en-CA'] },
    disabled: { control: 'boolean' },
    required: { control: 'boolean' },
    script: { table: { disable: true } },
  },
  render: (args) => buttonOf(args),
};
export default meta;

type Story = StoryObj<Args>;

function buttonOf({ script, disabled, required, ...texts }: Args): ConnectWithAws {
  const element = document.createElement('connect-with-aws');
  element.client = new ScriptedGateway(script);
  element.disabled = disabled;
  element.required = required;
  for (const [name, value] of Object.entries(texts)) if (value) element.setAttribute(name, value);
  return element;
}

/** Press it: the scripted gateway goes the whole way in a quarter of a minute. */
export const WholeJourney: Story = {
  args: {
    mode: 'link',
    script: {
      pace: 3000,
      journey: ['awaiting-review', 'awaiting-admin', 'approved', 'exchanging', 'connected'],
    },
  },
};

/** No choice: the page has settled the path. */
export const OnePath: Story = { args: { path: 'quick-start-demo', mode: 'link' } };

/** AWS says no to the partner. */
export const Refused: Story = { args: { mode: 'link', script: { refusal } } };

export const Disabled: Story = { args: { disabled: true } };

/** A tab that the browser kept closed: the link does it. */
export const BlockedPopup: StoryObj = {
  render: () => {
    const element = stagedElement({ phase: 'choosing' });
    void pressOn(element);
    return element;
  },
};

async function pressOn(element: ConnectWithAws): Promise<void> {
  await element.controller.open();
  await element.updateComplete;
  element.shadowRoot?.querySelector<HTMLButtonElement>('.filled')?.click();
}

/** Long names, long words, and one very long path. */
export const LongTexts: StoryObj = {
  render: () =>
    stagedElement({
      phase: 'choosing',
      session: {
        partner: { name: 'Consolidated Interplanetary Freight Brokerage' },
        paths: [
          {
            ...samplePathOf('extended-trial'),
            title: 'Continuous-cost-and-compliance-observability-trial',
            summary:
              'Reads your listings, agreements, offers, resale authorisations and every report about them, each night, and writes back what you decide here.',
            badge: 'Recommended for those who sell in more than one country',
          },
          samplePathOf('automated-setup'),
        ],
      },
    }),
};

/** In a column of 320 px. */
export const Narrow: StoryObj = {
  render: () => {
    const column = document.createElement('div');
    column.style.width = '288px';
    column.append(stagedElement({ phase: 'choosing' }), stagedElement({ phase: 'awaiting-review' }));
    return column;
  },
};

/** In a page that reads from right to left. */
export const RightToLeft: StoryObj = {
  globals: { direction: 'rtl' },
  render: () => stagedElement({ phase: 'awaiting-review' }),
};
