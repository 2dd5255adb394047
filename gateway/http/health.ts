import type { FastifyInstance } from 'fastify';
import type { Gateway } from '../gateway.ts';

/**
 * Serves `/healthz` (200 while the process answers) and `/readyz` (200 while the store answers, too). Returns how to say
 * that this process is stopping: then `/readyz` is 503, and every answer ends its connection, so that load balancers
 * open the next one elsewhere.
 */
export function serveHealth(app: FastifyInstance, gateway: Pick<Gateway, 'isReady'>): () => void {
  let isStopping = false;
  app.addHook('onSend', async (_request, reply) => {
    if (isStopping) reply.header('connection', 'close');
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', async (_request, reply) => {
    const isReady = await gateway.isReady();
    if (isStopping) return reply.status(503).send({ status: 'stopping' });
    return reply
      .status(isReady ? 200 : 503)
      .send({ status: isReady ? 'ready' : 'the store does not answer' });
  });
  return () => {
    isStopping = true;
  };
}
