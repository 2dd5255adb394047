import { parseArgs } from 'node:util';
import { startProcesses } from '../journeys/processes.ts';
import type { SoakReport } from './judge.ts';
import { soak } from './soak.ts';

const { values } = parseArgs({
  options: { journeys: { type: 'string', default: '200' }, seed: { type: 'string', default: '1' } },
});
const journeys = Number(values.journeys);

const processes = await startProcesses();
const beganAt = Date.now();
try {
  const report = await soak(processes, {
    journeys,
    seed: Number(values.seed),
    spreadMs: 6000,
    killAfterMs: 3000,
    isHurried: false,
    deadlineMs: 150_000,
  });
  print(report, Date.now() - beganAt);
  const isWell = report.faults.length === 0 && report.connected === journeys && report.finalized === journeys;
  process.exitCode = isWell ? 0 : 1;
} finally {
  await processes.stop();
}

function print(report: SoakReport, tookMs: number): void {
  const { connected, finalized, orphans, resumed, faults } = report;
  process.stdout.write(`
Node ${process.version}, seed ${values.seed}, ${journeys} journeys at once, the gateway killed in their midst: ${seconds(tookMs)}
Connected ${connected} of ${journeys}; in AWS's books FINALIZED and traded ${finalized}; requests nobody was told of ${orphans}.
Subscriptions taken up again ${resumed}.

`);
  process.stdout.write(`click to link              ${figures(report.clickToLinkMs)}
AWS’s notice to connected  ${figures(report.noticeToConnectedMs)}
`);
  process.stdout.write(
    faults.length ? `\nWRONG:\n${faults.join('\n')}\n` : '\nNothing lost, nothing twice, no gap.\n',
  );
}

function figures(samples: number[]): string {
  const sorted = samples.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN;
  return `p50 ${seconds(at(0.5))}, p99 ${seconds(at(0.99))}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(2)} s`;
}
