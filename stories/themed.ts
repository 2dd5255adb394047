import type { Decorator } from '@storybook/web-components-vite';

const grounds = { light: '#f3f5f8', dark: '#0d0f13' } as const;

/** Shows a story light, dark or both side by side, in either direction. */
export const themed: Decorator = (story, { globals }) => {
  const stage = document.createElement('div');
  stage.style.cssText = 'display:flex;flex-wrap:wrap;min-height:100vh';
  const chosen = String(globals['theme']);
  const themes = (['light', 'dark'] as const).filter((theme) => chosen === 'both' || chosen === theme);
  for (const theme of themes)
    stage.append(ground(theme, String(globals['direction']), story() as HTMLElement));
  return stage;
};

function ground(theme: keyof typeof grounds, direction: string, shown: HTMLElement): HTMLElement {
  const box = document.createElement('div');
  box.dir = direction;
  box.style.cssText = `flex:1 1 320px;box-sizing:border-box;padding:16px;font:16px/1.5 system-ui,sans-serif;background:${grounds[theme]}`;
  const elements =
    shown.localName === 'connect-with-aws' ? [shown] : shown.querySelectorAll('connect-with-aws');
  for (const element of elements) element.setAttribute('theme', theme);
  box.append(shown);
  return box;
}
