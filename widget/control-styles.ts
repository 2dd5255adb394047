import { css } from 'lit';

/** The button, the actions and where the focus is. */
export const controlStyles = css`
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_gap);
    margin-top: 16px;
  }
  .actions + .small {
    margin-top: 8px;
  }
  .action,
  .connect {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 8px;
    min-height: var(--cwa-control-height, 40px);
    padding: var(--cwa-control-padding, 6px 14px);
    border: 1px solid transparent;
    border-radius: var(--_inner-radius);
    background: none;
    color: var(--_accent);
    font: inherit;
    font-size: 0.9375em;
    font-weight: var(--cwa-control-weight, 550);
    text-decoration: none;
    cursor: pointer;
  }
  .connect,
  .filled {
    background: var(--_accent);
    color: var(--_on-accent);
  }
  .connect {
    max-width: 100%;
    background: var(--cwa-button-background, var(--_accent));
    color: var(--cwa-button-text, var(--_on-accent));
    border: var(--cwa-button-border, 1px solid transparent);
    border-radius: var(--cwa-button-radius, var(--_inner-radius));
    padding: var(--cwa-button-padding, 6px 18px);
  }
  .connect:disabled {
    background: color-mix(in srgb, var(--_muted) 18%, var(--_surface));
    color: var(--_muted);
    cursor: default;
  }
  .outlined {
    border-color: color-mix(in srgb, var(--_accent) 55%, var(--_surface));
  }
  .plain {
    padding-inline: 8px;
    color: var(--_text);
  }
  .actions > .plain:only-child,
  .back > .plain,
  .fold > .plain {
    margin-inline-start: -9px;
  }
  .action:hover,
  .connect:enabled:hover {
    text-decoration: underline;
    text-underline-offset: 3px;
  }
  :focus-visible {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
    border-radius: 4px;
  }
  .action:focus-visible,
  .connect:focus-visible {
    border-radius: var(--_inner-radius);
  }
  h2:focus-visible {
    outline: none;
  }
  a {
    color: var(--_accent);
  }
`;
