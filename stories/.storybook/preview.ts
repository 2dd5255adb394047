import type { Preview } from '@storybook/web-components-vite';
import { themed } from '../themed.ts';

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
  decorators: [themed],
  parameters: { layout: 'fullscreen', a11y: { test: 'error' } },
};

export default preview;
