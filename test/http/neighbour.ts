import { createPrivateKey } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { createSdkAws } from '../../gateway/aws/sdk.ts';
import { createSnsVerifier } from '../../gateway/aws/sns-message.ts';
import { createGateway } from '../../gateway/gateway.ts';
import { createAuthenticate } from '../../gateway/http/authenticate.ts';
import { startServer } from '../../gateway/http/server.ts';
import { createIdentityTokens } from '../../gateway/identity-tokens.ts';
import { createLog } from '../../gateway/log.ts';
import { createPartnerKeys } from '../../gateway/partner-key.ts';
import { createSessionTokens } from '../../gateway/session-token.ts';
import { createLocalKeyVault } from '../../gateway/vault/local-key.ts';
import { graphql, ORIGIN } from './running-gateway.ts';
import type { RunningGateway } from './running-gateway.ts';

/** The settings that all gateways of one partner share. */
export interface SharedKeys {
  /** Hashed, as in PARTNER_KEYS. */
  partner: string[];
  session: { id: string; key: Uint8Array }[];
  wrapping: { id: string; key: Uint8Array }[];
  identity: { id: string; key: KeyObject }[];
}

/** A gateway beside another: a server, a worker and keys of its own, on the same store and the same AWS. */
export type Neighbour = Awaited<ReturnType<typeof startNeighbour>>;

/** Starts a gateway beside the running one, with every adapter made anew from these settings. */
export async function startNeighbour(
  { store, sdk, sandbox, gateway: { partner }, topicArn }: RunningGateway,
  keys: SharedKeys,
  port = 0,
) {
  const now = () => sandbox.now();
  const log = createLog('silent');
  const sessionTokens = createSessionTokens({ signingKeys: keys.session, now });
  const identity = keys.identity.map(({ id, key }) => ({ id, key: copyOf(key) }));
  const identityTokens = createIdentityTokens({ issuer: partner.publicUrl, keys: identity, now });
  const gateway = createGateway({
    store,
    vault: createLocalKeyVault({ keys: keys.wrapping }),
    aws: createSdkAws({ ...sdk, stackAnswerOrigins: [sandbox.url] }),
    sessionTokens,
    identityTokens,
    partner,
    now,
    log,
  });
  const server = await startServer(
    {
      gateway,
      authenticate: createAuthenticate(createPartnerKeys(keys.partner), sessionTokens),
      snsVerifier: createSnsVerifier({ topicArns: [topicArn], certificateOrigins: [sandbox.url], now }),
      identityTokens,
      log,
    },
    { host: '127.0.0.1', port },
  );
  const url = `http://127.0.0.1:${server.port}`;
  return {
    url,
    port: server.port,
    identityTokens,
    asPartner: (partnerKey: string, query: string, variables?: object) =>
      graphql(url, { query, variables }, { authorization: `Bearer ${partnerKey}` }),
    asBrowser: (token: string, body: object) =>
      graphql(url, body, { authorization: `Bearer ${token}`, origin: ORIGIN }),
    /** As at SIGTERM, but for the pause; the store stays open for the others. */
    async stop() {
      server.announceStop();
      await Promise.all([server.stop(), gateway.stop()]);
    },
  };
}

/** What another process reads from its own settings. */
function copyOf(key: KeyObject): KeyObject {
  return createPrivateKey(key.export({ format: 'pem', type: 'pkcs8' }));
}
