import { css } from 'lit';

/** The thread between its two ends, and its motion. */
export const threadStyles = css`
  .picture {
    display: flex;
    gap: 10px;
    align-items: flex-start;
  }
  .off {
    filter: grayscale(1);
  }
  .off .thread {
    opacity: 0.6;
  }
  .mark {
    display: grid;
    flex: none;
    place-items: center;
    min-width: var(--cwa-mark-size, 40px);
    height: var(--cwa-mark-size, 40px);
    border: 1.5px solid var(--_line);
    border-radius: 10px;
    color: var(--_muted);
    font-size: 0.75rem;
    font-weight: 650;
  }
  .partner {
    border-color: transparent;
    background: var(--cwa-mark-background, color-mix(in srgb, var(--_accent) 12%, var(--_surface)));
    color: var(--cwa-mark-text, var(--_accent));
    font-size: 1rem;
  }
  .mark.good {
    border-color: var(--_good);
    color: var(--_good);
  }
  .mark.warn {
    border-color: var(--_warn);
    color: var(--_warn);
  }
  .rope {
    container-type: inline-size;
    flex: 1;
    min-width: 0;
  }
  .thread {
    --_tone: var(--_accent);
    display: block;
    width: 100%;
    overflow: visible;
    fill: none;
    stroke: var(--_tone);
    stroke-width: var(--cwa-thread-width, 2.5);
    stroke-linecap: round;
    stroke-linejoin: round;
  }
  .at {
    overflow: visible;
  }
  .muted {
    --_tone: var(--_muted);
  }
  .warn {
    --_tone: var(--_accent);
    --_stand: var(--_warn);
  }
  .good {
    --_tone: var(--_good);
  }
  .frayed {
    --_tone: var(--_warn);
  }
  .thread.bad {
    --_tone: var(--_bad);
  }
  .dots {
    stroke: var(--cwa-thread-rest, var(--_line));
    stroke-dasharray: 0 8;
  }
  .stop {
    fill: var(--_surface);
    stroke: var(--cwa-thread-rest, var(--_line));
  }
  .stop.done,
  .bead,
  .bar {
    fill: var(--_tone);
    stroke: none;
  }
  .at .stop {
    stroke: var(--_stand, var(--_tone));
  }
  .gap {
    stroke: var(--_surface);
    stroke-width: 10;
    stroke-linecap: butt;
  }
  .strand {
    stroke-width: 1.3;
  }
  .rest {
    fill: color-mix(in srgb, var(--_good) 18%, var(--_surface));
    stroke: none;
  }
  .way {
    animation: draw 0.24s ease-out;
  }
  .bead {
    animation: travel 1.6s ease-in-out infinite;
  }
  .late {
    animation-delay: 0.2s;
  }
  .stops {
    display: grid;
    grid-template-columns: 1fr 1fr 1fr;
    font-size: 0.75rem;
    text-align: center;
    color: var(--_muted);
  }
  @container (max-width: 190px) {
    .stops {
      display: none;
    }
  }
  .stops b {
    color: var(--_accent);
  }
  .icon {
    flex: none;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
  }
  .icon .dots {
    stroke: currentColor;
    stroke-dasharray: 0 2.6;
  }
  [aria-busy='true'] .dots {
    animation: go 0.6s linear infinite;
  }
  :host(:dir(rtl)) :is(.thread, .icon) {
    transform: scaleX(-1);
  }
  @keyframes draw {
    from {
      opacity: 0;
    }
  }
  @keyframes travel {
    from {
      opacity: 0;
      transform: translateX(-10px);
    }
    50% {
      opacity: 1;
    }
    to {
      opacity: 0;
      transform: translateX(14px);
    }
  }
  @keyframes go {
    to {
      stroke-dashoffset: -2.6;
    }
  }
  @media (prefers-reduced-motion: reduce) {
    * {
      animation: none !important;
    }
  }
  @media (forced-colors: active) {
    .thread,
    .stop,
    .at .stop {
      stroke: CanvasText;
    }
    .dots {
      stroke: GrayText;
    }
    .stop.done,
    .bead,
    .bar {
      fill: CanvasText;
    }
    .gap,
    .rest {
      fill: Canvas;
      stroke: Canvas;
    }
    .action,
    .connect {
      border-color: ButtonText;
    }
    .card:has(:checked) {
      border-color: Highlight;
    }
  }
`;
