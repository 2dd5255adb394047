import type { Logger } from 'pino';
import { parseDelegationNotice } from './aws/delegation-notice.ts';
import type { SnsVerifier } from './aws/sns-message.ts';
import { parseStackRequest } from './aws/stack-request.ts';
import type { Gateway } from './gateway.ts';

/** What taking in needs. */
export interface TakeInParts {
  gateway: Gateway;
  verifier: SnsVerifier;
  log: Logger;
}

/**
 * Takes in one envelope of SNS's, by whichever way it came: when this returns, what it says is saved. Throws what the
 * verifier, the parsers and the flows throw; the registry says of each code whether the same envelope may succeed later.
 */
export async function takeIn({ gateway, verifier, log }: TakeInParts, envelope: string): Promise<void> {
  const message = await verifier.verify(envelope);
  const { topicArn } = message;
  if (message.type === 'Notification' && isOfStacks(gateway, topicArn))
    return gateway.receiveStackReport(message.messageId, parseStackRequest(message.message));
  if (message.type === 'Notification')
    return gateway.receiveNotice(message.messageId, parseDelegationNotice(message.message));
  if (message.type === 'SubscriptionConfirmation') {
    await gateway.confirmSubscription(topicArn, message.token);
    log.info({ topicArn }, 'subscription confirmed');
    return;
  }
  log.warn({ topicArn }, 'AWS says that the subscription has ended; no more notices will come by it');
}

/** Stacks report on topics of their own; AWS's own notices never come there. */
function isOfStacks({ partner }: Gateway, topicArn: string): boolean {
  return partner.paths.some((path) => path.stack?.topics.some(({ arn }) => arn === topicArn));
}
