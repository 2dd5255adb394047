import { nothing, svg } from 'lit';
import type { TemplateResult } from 'lit';
import type { Thread } from './phase.ts';

/** The middle of the picture, in pixels from its top. */
const y = 20;

/**
 * The thread, as wide as there is room: all places along it are percentages, so that nothing is stretched.
 * @param left what is left of access that runs down, in percent; null for a thread that lasts
 */
export function renderThread(thread: Thread, left: number | null): TemplateResult {
  return svg`<svg part="thread" class="thread ${thread.tone} ${thread.frayed ? 'frayed' : ''}" height="40" aria-hidden="true" focusable="false">${
    thread.line === 'solid' ? renderSolid(left, thread.frayed) : renderOpen(thread)
  }</svg>` as TemplateResult;
}

function renderOpen({ line, reach, beads, person, stops = 2 }: Thread) {
  const places = Array.from({ length: stops }, (_, i) => Math.round(((i + 1) / (stops + 1)) * 1000) / 10);
  return svg`
    <line class="dots" x1="1%" x2="99%" y1=${y} y2=${y} />
    ${line === 'loose' ? nothing : svg`<line class="way" x1="0" x2="${reach}%" y1=${y} y2=${y} />`}
    ${line === 'drawn' ? places.map((at) => renderStop(at, reach)) : nothing}
    ${beads ? svg`<circle class="bead" cx="${reach + 6}%" cy=${y} r="2" /><circle class="bead late" cx="${reach + 10}%" cy=${y} r="2.5" />` : nothing}
    ${person ? renderPerson(reach) : nothing}
    ${line === 'cut' ? renderCut(reach) : nothing}`;
}

function renderStop(at: number, reach: number) {
  return svg`<circle class=${at <= reach ? 'stop done' : 'stop'} cx="${at}%" cy=${y} r="5" />`;
}

/** A person: shoulders that rest on the thread, and a head. */
function renderPerson(at: number) {
  return svg`<svg class="at" x="${at}%" y=${y}>
    <circle class="stop" cx="0" cy="-12" r="4" /><path class="stop" d="M-8 0a8 8 0 0 1 16 0z" />
  </svg>`;
}

/** A gap in the dots, with a cross in it. */
function renderCut(at: number) {
  return svg`<svg class="at" x="${at}%" y=${y}>
    <path class="gap" d="M-2 0h30" /><path class="cross" d="M8 -6l10 12m0-12l-10 12" />
  </svg>`;
}

function renderSolid(left: number | null, isFrayed = false) {
  if (isFrayed) return renderFrayed();
  if (left === null)
    return svg`<line class="way" x1="0" x2="100%" y1=${y} y2=${y} />
    <svg class="at" x="50%" y=${y}>
      <path class="stop" d="M-5 -3v-4a5 5 0 0 1 10 0v4" /><rect class="stop" x="-9" y="-3" width="18" height="13" rx="3" />
    </svg>`;
  return svg`<rect class="rest" x="0" y=${y - 4} width="100%" height="8" rx="4" />
    <rect class="bar" x="0" y=${y - 4} width="${left}%" height="8" rx="4" />`;
}

/** Still one line from end to end, but half as strong in the middle: one strand has come loose, and its ends curl away. */
function renderFrayed() {
  return svg`<line class="way" x1="0" x2="100%" y1=${y} y2=${y} />
    <svg class="at" x="50%" y=${y}>
      <path class="gap" d="M-20 0h40" /><path class="strand" d="M-20 1h40M-22 -1q11 -1 17 -9m-17 9q6 -1 9 -6M22 -1q-11 -1 -17 -9m17 9q-6 -1 -9 -6" />
    </svg>`;
}

/** The same thread, small: the button's icon. */
export function renderIcon() {
  return svg`<svg part="icon" class="icon" viewBox="0 0 24 12" width="24" height="12" aria-hidden="true" focusable="false">
    <circle cx="4.5" cy="6" r="3.2" /><circle cx="19.5" cy="6" r="3.2" /><path class="dots" d="M9.7 6h5.2" />
  </svg>`;
}
