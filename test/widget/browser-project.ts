import { existsSync } from 'node:fs';
import { playwright } from '@vitest/browser-playwright';
import type { TestProjectConfiguration } from 'vitest/config';
import { withoutTestRunner } from './without-test-runner.ts';

const installed = '/usr/bin/chromium';
const executablePath = process.env['CHROMIUM_PATH'] ?? (existsSync(installed) ? installed : undefined);
const args = [
  '--no-sandbox',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-quic',
  '--no-first-run',
];

/** The tests of the element, in a real browser against a gateway on this machine. */
export function browserProject(root: string): TestProjectConfiguration {
  return {
    root,
    plugins: [withoutTestRunner()],
    optimizeDeps: {
      include: ['@open-wc/testing', 'lit', 'chai-a11y-axe'],
      exclude: ['@web/test-runner-commands'],
    },
    test: {
      name: 'browser',
      include: ['test/widget/**/*.test.ts'],
      globalSetup: ['test/widget/gateway-server.ts'],
      testTimeout: 20_000,
      browser: {
        enabled: true,
        headless: true,
        screenshotFailures: false,
        viewport: { width: 480, height: 900 },
        provider: playwright({ launchOptions: { executablePath, args } }),
        instances: [{ browser: 'chromium' }],
      },
    },
  };
}
