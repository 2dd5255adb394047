import { css } from 'lit';
import { controlStyles } from './control-styles.ts';
import { formStyles } from './form-styles.ts';
import { layoutStyles } from './layout-styles.ts';
import { threadStyles } from './thread-styles.ts';

/** Every colour a page may set, with its preset; `light-dark()` follows `theme`, or the customer's own setting. */
const tokens = css`
  :host {
    color-scheme: light dark;
    --_surface: var(--cwa-surface, light-dark(#fff, #171a20));
    --_text: var(--cwa-text, light-dark(#15181d, #eceff3));
    --_muted: var(--cwa-muted, light-dark(#565d68, #a5aeba));
    --_accent: var(--cwa-accent, light-dark(#1f4fd8, #8fb0ff));
    --_on-accent: var(--cwa-on-accent, light-dark(#fff, #0d1530));
    --_good: var(--cwa-good, light-dark(#136c3a, #67d6a0));
    --_warn: var(--cwa-warn, light-dark(#855000, #f2b866));
    --_bad: var(--cwa-bad, light-dark(#b3261e, #ff9d94));
    --_line: var(--cwa-line, light-dark(#c9ced6, #444c58));
    --_focus: var(--cwa-focus, var(--_accent));
    --_radius: var(--cwa-radius, 14px);
    --_inner-radius: var(--cwa-inner-radius, 8px);
    --_gap: var(--cwa-gap, 8px);
  }
  :host([theme='light']) {
    color-scheme: light;
  }
  :host([theme='dark']) {
    color-scheme: dark;
  }
`;

/** The element's styles, as constructed sheets: the page's policy need not allow any inline style. */
export const styles = [tokens, layoutStyles, controlStyles, formStyles, threadStyles];
