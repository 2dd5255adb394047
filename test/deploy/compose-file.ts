import { readFileSync } from 'node:fs';
import { parse } from 'yaml';

/** As much of a service as has to agree with others. */
interface Service {
  environment?: Record<string, string>;
  secrets?: string[];
  volumes?: string[];
  stop_grace_period?: string;
  read_only?: boolean;
}

/** The compose file as Docker reads it, merges and all. */
interface Compose {
  services: Record<string, Service>;
  secrets: Record<string, { file: string }>;
}

/** The parts of the compose file that have to agree with others. */
export function readComposeFile(path: string) {
  const { services, secrets } = parse(readFileSync(path, 'utf8'), { merge: true }) as Compose;
  const gateways = Object.entries(services).flatMap(([name, it]) =>
    name.startsWith('gateway-') ? [it] : [],
  );
  const [gateway] = gateways;
  if (!gateway) throw new Error(`${path} has no service gateway-…`);
  return {
    /** Every gateway, whole. */
    gateways,
    /** The gateway's environment, with `${…}` as it is written. */
    environment: Object.entries(gateway.environment ?? {}).map(
      ([name, value]) => [name, String(value)] as const,
    ),
    /** The secrets that the gateway is given. */
    used: gateway.secrets ?? [],
    /** Every secret with its file. */
    declared: Object.entries(secrets).map(([name, { file }]) => [name, file] as const),
    stopGraceSeconds: Number(/^(\d+)s$/.exec(gateway.stop_grace_period ?? '')?.[1]),
  };
}
