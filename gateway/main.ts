#!/usr/bin/env node
import type { Command } from './commands/command.ts';
import { credentials } from './commands/credentials.ts';
import { lint } from './commands/lint.ts';
import { questionnaire } from './commands/questionnaire.ts';
import { createSetup } from './commands/setup.ts';
import { template } from './commands/template.ts';
import { readConfig } from './config.ts';
import { prepareDemo } from './demo.ts';
import { GatewayError } from './errors.ts';
import { pathsIn, startGateway } from './start.ts';
import type { Running } from './start.ts';

/** What can be typed after `connect-with-aws` and goes on until it is stopped. */
const SERVICES = {
  start: async () => startGateway(readConfig(process.env), { now: Date.now }),
  demo: async () => {
    const config = readConfig(process.env);
    if (config.NODE_ENV === 'production')
      throw new GatewayError('CONFIG_INVALID', 'The demo is not for production; `start` is.');
    const demo = await prepareDemo(config, pathsIn(config.PATHS_FILE));
    const running = await startGateway(demo.config, demo);
    await demo.onListening(running.port);
    return { ...running, stop: () => running.stop().finally(demo.stop) };
  },
} satisfies Record<string, () => Promise<Running>>;

const setup = createSetup(async (region) =>
  // The SDK takes a while to load, which no other command need wait for.
  (await import('./aws/sdk-messaging.ts')).createSdkMessaging({ region }),
);

/** What can be typed, prints something and ends. */
const COMMANDS = { credentials, lint, questionnaire, setup, template } satisfies Record<string, Command>;

/** Ends the process on the first signal when all is put away, on the second at once. */
function stopOnSignals(running: Running): void {
  let isStopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => {
      if (isStopping) process.exit(1);
      isStopping = true;
      running.stop().then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
    });
}

function fail(error: unknown): void {
  const isExpected = error instanceof GatewayError;
  const message = isExpected ? error.message : ((error as Error).stack ?? String(error));
  process.stderr.write(`connect-with-aws: ${explain(error) ?? message}\n`);
  process.exit(1);
}

function explain(error: unknown): string | undefined {
  if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') return undefined;
  const { port } = error as { port?: number };
  return `Port ${port} is taken. Stop what uses it, or choose another with PORT=4100 (the sandbox takes the next one).`;
}

async function run(command: Command, args: readonly string[]): Promise<void> {
  process.exitCode = await command({
    args,
    environment: process.env,
    paths: () => pathsIn(process.env['PATHS_FILE'] || undefined),
    stdout: (text) => void process.stdout.write(text),
    stderr: (text) => void process.stderr.write(text),
  });
}

const [name = 'start', ...args] = process.argv.slice(2);
const service = Object.hasOwn(SERVICES, name) ? SERVICES[name as keyof typeof SERVICES] : undefined;
const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name as keyof typeof COMMANDS] : undefined;
const names = [...Object.keys(SERVICES), ...Object.keys(COMMANDS)].join(', ');
if (service) service().then(stopOnSignals).catch(fail);
else if (command) run(command, args).catch(fail);
else fail(new GatewayError('CONFIG_INVALID', `There is no command ${name}; there are: ${names}.`));
