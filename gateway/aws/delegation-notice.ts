import { z } from 'zod';
import { GatewayError } from '../errors.ts';

/** What every notice about a delegation request says. Instants are epoch milliseconds, AWS's clock. */
interface NoticeBase {
  /** AWS's id of the delegation request. */
  requestId: string;
  /** Our own id of it. */
  workflowId: string;
  /** Verbatim; it may be one that is not known here. */
  state: string;
  /** The account of whoever claimed the request; nobody may have. */
  accountId?: string;
  updatedAt: number;
}

/** The request entered a state. */
export interface StateChangeNotice extends NoticeBase {
  type: 'StateChange';
}

/** AWS released the exchange token. Secret. */
export interface ExchangeTokenNotice extends NoticeBase {
  type: 'ExchangeToken';
  exchangeToken: string;
  expiresAt: number;
}

/** What AWS tells of a delegation request ("Building your integration", IAM User Guide). */
export type DelegationNotice = StateChangeNotice | ExchangeTokenNotice;

const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .pipe(z.number());

const common = {
  RequestId: z.string().min(1).max(128),
  RequestorWorkflowId: z.string().min(1).max(400),
  State: z.string().min(1).max(200),
  OwnerAccountId: z
    .string()
    .regex(/^(\d{12})?$/)
    .nullish()
    .transform((text) => text || undefined),
  UpdatedAt: instant,
};

const notice = z.discriminatedUnion('Type', [
  z.object({ ...common, Type: z.literal('StateChange') }),
  z.object({
    ...common,
    Type: z.literal('ExchangeToken'),
    ExchangeToken: z.string().min(1).max(65_536),
    ExpiresAt: instant,
  }),
]);

/**
 * Reads the `Message` of a notification; fields that are not known are passed over. NOTIFICATION_INVALID, naming the
 * field and never its value, since the message may hold an exchange token.
 */
export function parseDelegationNotice(message: string): DelegationNotice {
  const parsed = notice.safeParse(json(message));
  if (!parsed.success)
    throw invalid(`its ${parsed.error.issues[0]?.path.join('.') || 'JSON'} cannot be used`);
  const { data } = parsed;
  const base = {
    requestId: data.RequestId,
    workflowId: data.RequestorWorkflowId,
    state: data.State,
    accountId: data.OwnerAccountId,
    updatedAt: data.UpdatedAt,
  };
  return data.Type === 'StateChange'
    ? { ...base, type: data.Type }
    : { ...base, type: data.Type, exchangeToken: data.ExchangeToken, expiresAt: data.ExpiresAt };
}

/** Without the parser's own error as a cause: it quotes the text. */
function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid('it is not JSON');
  }
}

function invalid(why: string): GatewayError {
  return new GatewayError('NOTIFICATION_INVALID', `This is no notice about a delegation request: ${why}.`);
}
