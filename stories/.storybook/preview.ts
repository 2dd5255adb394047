import type { Preview } from '@storybook/web-components-vite';
import { withActions } from 'storybook/actions/decorator';
import { themed } from '../themed.ts';

/** What the element tells its page, listed below each story as it happens. */
const handles = ['opening', 'phase-change', 'connected', 'upgraded', 'health-change', 'ended', 'failed'].map(
  (event) => `connect-with-aws-${event}`,
);

const preview: Preview = {
  globalTypes: {
    theme: {
      description: 'Colours',
      toolbar: {
        icon: 'contrast',
        dynamicTitle: true,
        items: [
          { value: 'light', title: 'Light' },
          { value: 'dark', title: 'Dark' },
          { value: 'both', title: 'Side by side' },
        ],
      },
    },
    direction: {
      description: 'Direction',
      toolbar: { icon: 'transfer', dynamicTitle: true, items: ['ltr', 'rtl'] },
    },
  },
  initialGlobals: { theme: 'both', direction: 'ltr' },
  decorators: [themed, withActions],
  parameters: { layout: 'fullscreen', actions: { handles }, a11y: { test: 'error' } },
};

export default preview;
