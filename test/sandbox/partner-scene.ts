import { GetDelegatedAccessTokenCommand } from '@aws-sdk/client-sts';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import { partnerSite } from '../../gateway/sandbox/partner-site/partner-site.ts';
import type { PartnerSiteOptions } from '../../gateway/sandbox/partner-site/partner-site.ts';
import { grantOf, pageOf, startPartnerGateway } from './partner-gateway.ts';
import { alex, startScene, until } from './scene.ts';
import type { Scene } from './scene.ts';

const partnerKey = 'cwa_sk_demo_not-for-browsers';
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();

/** Credentials of nobody: AWS refuses them. */
const nobodys = () => ({
  accessKeyId: 'ASIANOBODYNOBODYNOBO',
  secretAccessKey: 'not-a-secret',
  sessionToken: 'not-a-session',
  expiration: inAnHour(),
});

/** A sandbox, what stands for the gateway, and between them the partner's site: started for a file, opened for a test. */
export async function startPartnerScene() {
  const aws = await startScene();
  await aws.subscribe();
  /** The site's clock, what `grantCredentials` gives, and how often it was asked. */
  const state = { clock: Date.now(), issued: 0, credentials: nobodys() };
  const roots = rootsOf(state);
  const gateway = await startPartnerGateway(roots);
  const defaults = { gatewayUrl: gateway.url, awsEndpoint: aws.url, consoleUrl: `${aws.url}/console` };
  let site: FastifyInstance | undefined;
  const stage = {
    aws,
    gateway,
    roots,
    state,
    partnerKey,
    /** Where the site is. */
    base: '',
    /** Opens the site anew, everything else as at the beginning. */
    async openSite(change: Partial<PartnerSiteOptions> = {}): Promise<void> {
      await site?.close();
      Object.assign(state, { clock: Date.now(), issued: 0, credentials: nobodys() });
      Object.assign(gateway.state, { roots, raw: undefined });
      gateway.asked.length = 0;
      site = Fastify({ forceCloseConnections: true });
      const options = { partnerName: 'Acme Analytics', partnerKey, now: () => state.clock, ...defaults };
      await site.register(partnerSite({ ...options, ...change }));
      stage.base = await site.listen({ host: '127.0.0.1', port: 0 });
    },
    closeSite: async () => site?.close(),
    mint: (query: string, headers: Record<string, string>) =>
      fetch(`${stage.base}/api/aws-session${query}`, { method: 'POST', headers }),
    look: (query = '', headers: Record<string, string> = {}) =>
      fetch(`${stage.base}/api/aws-access${query}`, { headers }),
    approvedAccess: () => approvedAccess(aws),
    stop: async () => {
      await gateway.stop();
      await aws.stop();
    },
  };
  return stage;
}

/** A running scene. */
export type PartnerScene = Awaited<ReturnType<typeof startPartnerScene>>;

function rootsOf(state: { issued: number; credentials: ReturnType<typeof nobodys> }) {
  return {
    mintSession: () => ({
      __typename: 'MintSessionPayload',
      sessionToken: 'a.session.token',
      expiresAt: inAnHour(),
      gateway: 'https://elsewhere.example',
    }),
    grants: () => pageOf(grantOf()),
    grantCredentials: () => {
      state.issued += 1;
      return { __typename: 'GrantCredentialsPayload', grant: grantOf(), credentials: state.credentials };
    },
  };
}

/** A request that a customer of the sandbox approved, and the credentials that came of it. */
async function approvedAccess({ create, control, notices, partner }: Scene) {
  const id = await create();
  await control.act(id, 'claim', alex);
  await control.act(id, 'approve', alex);
  const { ExchangeToken } = await until(() =>
    notices().find((one) => one.ExchangeToken && one.RequestId === id),
  );
  const input = { TradeInToken: ExchangeToken };
  const { Credentials } = await partner.sts.send(new GetDelegatedAccessTokenCommand(input));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = Credentials ?? {};
  const expiration = Expiration?.toISOString() ?? '';
  return {
    id,
    credentials: {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      sessionToken: SessionToken,
      expiration,
    },
  };
}
