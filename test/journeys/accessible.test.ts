import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { BrowserContextOptions } from 'playwright';
import { act, signIn } from './aws-console.ts';
import { findings } from './findings.ts';
import { startWorld } from './world.ts';
import type { Visitor, World } from './world.ts';

interface Look {
  query: Record<string, string>;
  device?: BrowserContextOptions;
}

const LOOKS: Record<string, Look> = {
  light: { query: { theme: 'light' }, device: { colorScheme: 'light' } },
  dark: { query: { theme: 'dark' }, device: { colorScheme: 'dark' } },
  'right to left, on a narrow screen': {
    query: { dir: 'rtl' },
    device: { viewport: { width: 320, height: 640 } },
  },
};

let world: World;

beforeAll(async () => {
  world = await startWorld();
});
afterEach(() => world.leave());
afterAll(() => world.stop());

async function open(look: Look): Promise<Visitor> {
  const visitor = await world.visit(look);
  await visitor.button.waitFor();
  await visitor.backendCard.locator('[data-summary]').waitFor();
  return visitor;
}

describe.each(Object.entries(LOOKS))('Seen %s,', (_name, look) => {
  test('the vendor’s page has no accessibility findings, from the button to the connection', async () => {
    const visitor = await open(look);
    const { page } = visitor;
    expect(await findings(page)).toEqual([]);
    await visitor.press();
    expect(await findings(page)).toEqual([]);
    const aws = await visitor.continueInAws();
    await visitor.reaches('awaiting-claim');
    expect(await findings(page)).toEqual([]);
    await signIn(aws, 'dana');
    await act(aws, 'claim');
    await act(aws, 'forward', 'Please have a look');
    await visitor.reaches('awaiting-admin');
    expect(await findings(page)).toEqual([]);

    const request = aws.url().replace(/\?.*/, '');
    await aws.getByRole('button', { name: 'Switch person' }).click();
    await aws.goto(request);
    await signIn(aws, 'alex');
    await act(aws, 'approve');
    await visitor.reaches('connected');
    await visitor.backendCard.getByText('Access that works').waitFor();
    expect(await findings(page)).toEqual([]);
  });

  test('a refusal has none either, nor has any page of the console', async () => {
    const visitor = await open(look);
    await visitor.press();
    const aws = await visitor.continueInAws();
    expect(await findings(aws)).toEqual([]);
    await signIn(aws, 'alex');
    expect(await findings(aws)).toEqual([]);
    await act(aws, 'claim');
    expect(await findings(aws)).toEqual([]);
    await act(aws, 'reject', 'Not now');
    expect(await findings(aws)).toEqual([]);
    await aws.goto(new URL('/console/delegation-requests', aws.url()).href);
    expect(await findings(aws)).toEqual([]);
    await visitor.reaches('rejected');
    expect(await findings(visitor.page)).toEqual([]);
  });
});
