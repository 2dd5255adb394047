import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { startProcesses } from '../journeys/processes.ts';
import { createChance } from './chance.ts';
import { soakCluster } from './cluster-soak.ts';
import { startCluster } from './cluster.ts';
import type { SoakReport } from './judge.ts';
import { soak } from './soak.ts';

/*
 * `npm run soak`: one gateway on the embedded store, 200 journeys at once, killed in their midst.
 * `npm run soak -- --gateways 3`: three on a replica set of three, 2,000 journeys, gateways killed every few seconds,
 * the primary stepping down twice. `--journeys`, `--seed`.
 */
const { values } = parseArgs({
  options: {
    journeys: { type: 'string' },
    seed: { type: 'string', default: '1' },
    gateways: { type: 'string', default: '1' },
  },
});
const gateways = Number(values.gateways);
const journeys = Number(values.journeys ?? (gateways > 1 ? 2000 : 200));
const seed = Number(values.seed);

/** How long after each other two presses come, milliseconds: as much as two cores carry beside the kills. */
const PRESS_EVERY_MS = 160;

const beganAt = Date.now();
const report = gateways > 1 ? await soakMany() : await soakOne();
const isWell = report.faults.length === 0 && report.connected + report.declined === journeys;
print(report);
process.exitCode = isWell ? 0 : 1;

async function soakOne(): Promise<SoakReport> {
  const processes = await startProcesses();
  try {
    const pace = { spreadMs: 6000, killAfterMs: 3000, isHurried: false, deadlineMs: 150_000 };
    const found = await soak(processes, { journeys, seed, ...pace });
    say(`${journeys} journeys at once, the gateway killed in their midst`);
    return found;
  } finally {
    await processes.stop();
  }
}

async function soakMany(): Promise<SoakReport> {
  const chance = createChance(seed);
  const cluster = await startCluster({ gateways, nodes: 3 }, createChance(seed + 1));
  try {
    const found = await soakCluster(cluster, chance, {
      journeys,
      spreadMs: journeys * PRESS_EVERY_MS,
      killEveryMs: 5000,
      stepDowns: 2,
      deadlineMs: journeys * PRESS_EVERY_MS + 300_000,
      onProgress: (line) => process.stdout.write(`${line}\n`),
    });
    say(
      `${journeys} journeys, ${gateways} gateways, 3 nodes; ${found.kills} gateways killed, the primary stepped down ${found.stepDowns} times`,
    );
    process.stdout.write(
      `Webhooks taken ${found.webhooks}, in order and whole; again after they were taken ${found.webhookRepeats}.\n`,
    );
    return found;
  } finally {
    const log = join(tmpdir(), `connect-with-aws-soak-${process.pid}.log`);
    writeFileSync(log, cluster.output());
    process.stdout.write(`What the gateways wrote is in ${log}.\n`);
    await cluster.stop();
  }
}

function say(what: string): void {
  process.stdout.write(
    `\nNode ${process.version}, seed ${seed}, ${what}: ${seconds(Date.now() - beganAt)}\n`,
  );
}

function print({ connected, declined, finalized, orphans, resumed, faults, ...figures }: SoakReport): void {
  process.stdout
    .write(`Connected ${connected}, declined ${declined} of ${journeys}; in AWS's books FINALIZED and traded ${finalized}; requests nobody was told of ${orphans}.
Subscriptions taken up again ${resumed}.

click to link              ${quantiles(figures.clickToLinkMs)}
AWS’s notice to connected  ${quantiles(figures.noticeToConnectedMs)}

${faults.length ? `WRONG:\n${faults.join('\n')}` : 'Nothing lost, nothing twice, no gap.'}
`);
}

function quantiles(samples: number[]): string {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return `p50 ${seconds(at(0.5))}, p99 ${seconds(at(0.99))}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
