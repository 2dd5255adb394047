import { ConnectError } from '../widget/connect-error.ts';
import type { ConnectWithAws } from '../widget/connect-with-aws.ts';
import type { Session } from '../widget/gateway-client.ts';
import type { Phase } from '../widget/phase.ts';
import '../widget/index.ts';
import { sampleGrant, samplePhases } from './sample-grant.ts';
import type { Own } from './sample-grant.ts';
import { ScriptedGateway } from './scripted-gateway.ts';
import type { Script } from './scripted-gateway.ts';

/** How to stage a phase. */
export interface Staging {
  phase: Phase;
  /** Changes the sample grant. */
  grant?: Own;
  session?: Partial<Session>;
  isOffline?: boolean;
  attributes?: Record<string, string>;
}

/** The element in a phase, brought there by its own doing: a scripted gateway answers as the phase needs it. */
export function stagedElement({ phase, grant, session, isOffline, attributes }: Staging): ConnectWithAws {
  const element = document.createElement('connect-with-aws');
  const given = grant || samplePhases.includes(phase) ? sampleGrant(phase, grant) : null;
  const gateway = new ScriptedGateway({ ...scripts[phase], session: { ...session, grant: given } });
  for (const [name, value] of Object.entries({ mode: 'link', ...attributes }))
    element.setAttribute(name, value);
  element.client = gateway;
  if (given) element.grantId = given.id;
  else if (phase !== 'idle') void act(element, phase);
  if (isOffline) void element.updateComplete.then(() => setTimeout(() => gateway.reach(false)));
  return element;
}

const scripts: Partial<Record<Phase, Script>> = { opening: { neverStarts: true } };

async function act(element: ConnectWithAws, phase: Phase): Promise<void> {
  await element.controller.open();
  if (phase === 'opening') void element.controller.start('quick-start-demo');
}

/** A failure of the gateway itself, for stories and tests. */
export const refusal = new ConnectError({
  code: 'AWS_NOT_ONBOARDED',
  message: 'AWS does not accept requests of Acme yet. Choose another way to connect.',
  retryable: false,
  docsUrl: 'https://docs.example.com/errors/aws-not-onboarded',
}).failure;
