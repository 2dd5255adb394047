import { lastingGrants } from '../../stories/lasting-grants.ts';
import { samplePhases } from '../../stories/sample-grant.ts';
import { stagedElement } from '../../stories/staged-element.ts';
import type { Phase } from '../../widget/phase.ts';

/** Draws every phase under a strict policy, and tells the page around it which it drew and what the policy had to stop. */
const violations: string[] = [];
document.addEventListener('securitypolicyviolation', (event) =>
  violations.push(
    `${event.violatedDirective} ${event.blockedURI} ${event.sourceFile ?? ''}:${event.lineNumber}`,
  ),
);

const phases: Phase[] = ['idle', 'choosing', 'opening', ...samplePhases];
const lasting = Object.values(lastingGrants).map(({ phase, own }) => stagedElement({ phase, grant: own }));
const elements = [...phases.map((phase) => stagedElement({ phase })), ...lasting];
document.body.append(...elements);

setTimeout(() => {
  const drawn = elements.map((element) => element.getAttribute('phase'));
  parent.postMessage({ violations, phases: drawn }, '*');
}, 1000);
