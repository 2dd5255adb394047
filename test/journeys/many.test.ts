import { afterAll, beforeAll, expect, test } from 'vitest';
import { soak } from '../soak/soak.ts';
import { startProcesses } from './processes.ts';
import type { Processes } from './processes.ts';

let processes: Processes;

beforeAll(async () => {
  processes = await startProcesses();
});
afterAll(() => processes.stop());

test('thirty customers at once all connect, each once, though the gateway is killed in their midst', async () => {
  const report = await soak(processes, {
    journeys: 30,
    seed: 7,
    spreadMs: 2000,
    killAfterMs: 1000,
    isHurried: true,
    deadlineMs: 50_000,
  });
  expect(report).toMatchObject({ connected: 30, finalized: 30, faults: [] });
  expect(report.resumed).toBeGreaterThan(0);
});
