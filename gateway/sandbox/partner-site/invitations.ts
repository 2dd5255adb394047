import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createInvitationClient } from './invitation-client.ts';
import type { InvitationClient } from './invitation-client.ts';
import { blankForm, checkForm, filledForm } from './invitation-form.ts';
import type { FilledForm } from './invitation-form.ts';
import { renderInvitationPage } from './invitation-page.ts';
import { createKeptInvitations } from './kept-invitations.ts';
import type { KeptInvitation, KeptInvitations } from './kept-invitations.ts';
import { pagePolicy } from './page-policy.ts';
import type { PartnerSiteOptions } from './partner-site.ts';
import { Refusal } from './refusal.ts';
import { renderRequestPage } from './request-page.ts';
import { assertNotForeign, ownOrigin } from './same-site.ts';
import { createStaff, SALESPERSON } from './staff.ts';
import { renderStaffSignIn } from './staff-layout.ts';
import { readVisit } from './visit.ts';

interface Parts {
  options: PartnerSiteOptions;
  client: InvitationClient;
  kept: KeptInvitations;
}

/** Bytes of a form. */
const BODY_LIMIT = 8_192;

/**
 * Where the vendor's salesperson asks a company for access: `/demo/request?company=nimbus-retail`. Everything but the
 * sign-in is behind it: pages lead there, and what a script asks for is refused with 401.
 */
export async function serveInvitations(app: FastifyInstance, options: PartnerSiteOptions): Promise<void> {
  const staff = createStaff(options.now ?? Date.now);
  const parts = { options, client: createInvitationClient(options), kept: createKeptInvitations() };
  await app.register(async (scope) => {
    scope.addContentTypeParser(
      'application/x-www-form-urlencoded',
      { parseAs: 'string', bodyLimit: BODY_LIMIT },
      (_request, body, done) => done(null, new URLSearchParams(String(body))),
    );
    serveSignIn(scope, options, (request) => staff.signIn(request));
    await scope.register(async (inside) => {
      inside.addHook('onRequest', async (request, reply) => {
        if (!staff.isSignedIn(request)) return turnAway(request, reply);
        if (request.method === 'POST') ownOrigin(request);
        else assertNotForeign(request);
        return undefined;
      });
      serveRequest(inside, parts);
      serveInvitation(inside, parts);
    });
  });
}

function turnAway(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (request.method !== 'GET' || request.url.endsWith('/state')) throw new Refusal(401, 'Sign in first.');
  const { company } = request.query as { company?: unknown };
  const query = typeof company === 'string' ? `?${new URLSearchParams({ company })}` : '';
  return reply.redirect(`/demo/sign-in${query}`, 302);
}

function serveSignIn(
  app: FastifyInstance,
  options: PartnerSiteOptions,
  signIn: (request: FastifyRequest) => string,
) {
  app.get('/demo/sign-in', (request, reply) =>
    page(request, reply).send(renderStaffSignIn(options.partnerName, companyIn(request.query), SALESPERSON)),
  );
  app.post('/demo/sign-in', (request, reply) => {
    ownOrigin(request);
    const company = companyIn({ company: formOf(request).get('company') ?? undefined });
    return reply.header('set-cookie', signIn(request)).redirect(`/demo/request?company=${company}`, 303);
  });
}

function serveRequest(app: FastifyInstance, parts: Parts): void {
  app.get('/demo/request', async (request, reply) => {
    const paths = await parts.client.paths();
    const filled = blankForm(
      companyIn(request.query),
      paths.map(({ id }) => id),
    );
    return sendForm(parts, page(request, reply), filled);
  });
  app.post('/demo/request', async (request, reply) => {
    const filled = filledForm(formOf(request));
    const checked = checkForm(filled);
    if ('problem' in checked)
      return sendForm(parts, page(request, reply).status(400), filled, checked.problem);
    const { grant, url, expiresAt } = await parts.client.invite(checked.input);
    const madeAt = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(
      (parts.options.now ?? Date.now)(),
    );
    parts.kept.keep({ grantId: grant.id, company: filled.company, url, expiresAt, madeAt });
    return reply.redirect(`/demo/invitations/${grant.id}`, 303);
  });
}

async function sendForm(parts: Parts, reply: FastifyReply, filled: FilledForm, problem?: string) {
  const { options, client, kept } = parts;
  const paths = await client.paths();
  const { partnerName } = options;
  const content = { partnerName, who: SALESPERSON, paths, filled, problem, made: kept.of(filled.company) };
  return reply.send(renderRequestPage(content));
}

function serveInvitation(app: FastifyInstance, { options, client, kept }: Parts): void {
  app.get('/demo/invitations/:id', (request, reply) => {
    const invitation = keptIn(kept, request);
    return page(request, reply).send(
      renderInvitationPage({ partnerName: options.partnerName, who: SALESPERSON, invitation }),
    );
  });
  app.get('/demo/invitations/:id/state', async (request, reply) => {
    const grant = await client.grant(keptIn(kept, request).grantId);
    if (!grant) throw new Refusal(404, 'The gateway has no such grant.');
    return reply.header('cache-control', 'no-store').send(grant);
  });
  app.post('/demo/invitations/:id/take-back', async (request, reply) => {
    const { grantId } = keptIn(kept, request);
    await client.takeBack(grantId);
    return reply.redirect(`/demo/invitations/${grantId}`, 303);
  });
}

function keptIn(kept: KeptInvitations, { params }: FastifyRequest): KeptInvitation {
  const invitation = kept.find((params as { id: string }).id);
  if (!invitation) throw new Refusal(404, 'No such invitation was made here since this site was started.');
  return invitation;
}

function companyIn(query: unknown): string {
  return readVisit({ customer: (query as { company?: unknown }).company }).customer;
}

function formOf({ body }: FastifyRequest): URLSearchParams {
  if (body instanceof URLSearchParams) return body;
  throw new Refusal(400, 'This is not a form of this site.');
}

/** A page holds a link that opens something: nobody keeps it, and it tells no other site where its visitor comes from. */
function page(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', pagePolicy(request.host, "'self'"))
    .header('referrer-policy', 'same-origin')
    .header('cache-control', 'no-store');
}
