import type { FastifyInstance } from 'fastify';
import { stackTemplate } from '../aws/stack-template.ts';
import type { Gateway } from '../gateway.ts';

/** Serves each stack's template at `/cloudformation/<path-id>.json`; CloudFormation itself reads only from S3. */
export function serveStackTemplates(app: FastifyInstance, { partner }: Gateway): void {
  for (const path of partner.paths.filter(
    (it) => it.kind === 'ROLE_BY_CLOUDFORMATION' && it.role?.trust === 'EXTERNAL_ID',
  )) {
    const template = stackTemplate(path, { partnerPrincipalArn: partner.principalArn });
    app.get(`/cloudformation/${path.id}.json`, (_request, reply) =>
      reply.header('cache-control', 'public, max-age=300').send(template),
    );
  }
}
