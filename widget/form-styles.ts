import { css } from 'lit';

/** The path cards, what folds away, and the account field. */
export const formStyles = css`
  fieldset {
    display: grid;
    gap: var(--_gap);
    min-width: 0;
    margin: 12px 0 0;
    padding: 0;
    border: 0;
  }
  .card {
    display: flex;
    gap: 10px;
    padding: 12px;
    border: 1px solid var(--cwa-card-border, var(--_line));
    border-radius: var(--_inner-radius);
    background: var(--cwa-card-background, transparent);
    cursor: pointer;
  }
  .card:has(:checked) {
    border-color: var(--_accent);
    background: var(--cwa-card-chosen, color-mix(in srgb, var(--_accent) 6%, var(--_surface)));
  }
  .card:has(:focus-visible) {
    outline: 2px solid var(--_focus);
    outline-offset: 2px;
  }
  .card input {
    flex: none;
    width: 18px;
    height: 18px;
    margin: 2px 0 0;
    accent-color: var(--_accent);
    outline: none;
  }
  .text {
    display: grid;
    flex: 1;
    gap: 2px;
    min-width: 0;
  }
  .top {
    display: flex;
    flex-wrap: wrap;
    gap: 0 12px;
    justify-content: space-between;
  }
  .badge {
    font-size: var(--cwa-small-size, 0.8125em);
    color: var(--cwa-badge-text, var(--_accent));
  }
  .card .muted {
    font-size: 0.9375em;
  }
  details {
    margin-top: 8px;
    font-size: 0.9375em;
  }
  summary {
    width: fit-content;
    padding: 4px 0;
    color: var(--_accent);
    cursor: pointer;
  }
  .fold {
    padding: 4px 0 8px;
  }
  .fold > * + * {
    margin-top: 8px;
  }
  h3 {
    margin: 0;
    font-size: 1em;
    font-weight: 600;
  }
  .panel > .fold {
    margin-top: 12px;
    font-size: 0.9375em;
  }
  .features {
    margin-top: 12px;
    padding: 0;
    font-size: 0.9375em;
    list-style: none;
  }
  .features li {
    display: flex;
    flex-wrap: wrap;
    gap: 0 8px;
    align-items: center;
    padding-top: 6px;
    border-top: 1px solid var(--_line);
  }
  .features span:first-child {
    flex: 1 1 150px;
  }
  .features .plain {
    margin-inline: -9px;
    color: var(--_accent);
  }
  .qr {
    display: block;
    width: 100%;
    max-width: 240px;
    margin: 12px 0 4px;
    border-radius: 4px;
    background: #fff;
    stroke: #000;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }
  ul,
  ol {
    display: grid;
    gap: 6px;
    margin: 0;
    padding-inline-start: 18px;
  }
  code,
  pre {
    font-family: var(--cwa-code-font, ui-monospace, monospace);
    font-size: 0.8125em;
  }
  li code {
    display: block;
  }
  .small code {
    font-size: 1em;
  }
  pre {
    direction: ltr;
    text-align: left;
  }
  pre,
  blockquote {
    max-height: 220px;
    margin: 0;
    padding: 8px 12px;
    overflow: auto;
    border-radius: var(--_inner-radius);
    background: var(--cwa-code-background, color-mix(in srgb, var(--_text) 5%, var(--_surface)));
  }
  label[for] {
    display: block;
  }
  [for='region'],
  [for='link'] {
    margin-top: 12px;
  }
  select,
  [type='text'] {
    display: block;
    width: 100%;
    min-height: 40px;
    margin-top: 4px;
    padding: 6px 10px;
    border: 1px solid var(--_muted);
    border-radius: var(--_inner-radius);
    background: var(--_surface);
    color: var(--_text);
    font: inherit;
  }
  [aria-invalid='true'] {
    border-color: var(--_bad);
  }
`;
