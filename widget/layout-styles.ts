import { css } from 'lit';

/** The panel, its texts and facts. */
export const layoutStyles = css`
  :host {
    display: inline-block;
    max-width: 100%;
    font: var(--cwa-font, inherit);
    font-size: var(--cwa-font-size, inherit);
    line-height: var(--cwa-line-height, 1.45);
    color: var(--_text);
    text-align: start;
  }
  :host([hidden]) {
    display: none;
  }
  * {
    box-sizing: border-box;
  }
  .root {
    display: contents;
  }
  :host([phase]:not([phase='idle'])) {
    display: block;
    max-width: var(--cwa-panel-width, 420px);
  }
  :host(:dir(rtl)) {
    text-align: right;
  }
  h2,
  p,
  dd,
  h3,
  li,
  code,
  blockquote,
  .features span,
  .text > * {
    unicode-bidi: plaintext;
  }
  .panel {
    padding: var(--cwa-padding, 20px);
    background: var(--_surface);
    border: var(--cwa-border, 1px solid var(--_line));
    border-radius: var(--_radius);
    box-shadow: var(--cwa-shadow, none);
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 16px 0 4px;
    font-size: var(--cwa-heading-size, 1.125em);
    font-weight: var(--cwa-heading-weight, 650);
    line-height: 1.3;
    text-wrap: balance;
  }
  p {
    margin: 0;
  }
  .body,
  .muted {
    color: var(--_muted);
  }
  .remedy {
    margin-top: 8px;
  }
  .small {
    font-size: var(--cwa-small-size, 0.8125em);
    color: var(--_muted);
  }
  .bad {
    color: var(--_bad);
  }
  .note {
    margin-top: 12px;
    padding: 8px 12px;
    border-inline-start: 3px solid var(--_warn);
    background: color-mix(in srgb, var(--_warn) 8%, var(--_surface));
    border-radius: 4px;
    font-size: 0.9375em;
    color: var(--_text);
  }
  .note.bad {
    border-color: var(--_bad);
  }
  dl {
    display: grid;
    grid-template-columns: auto 1fr;
    gap: 4px 16px;
    margin: 12px 0 0;
    font-size: 0.9375em;
  }
  dt {
    color: var(--_muted);
  }
  dd {
    margin: 0;
  }
  .sr {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
`;
