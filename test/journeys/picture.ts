// Makes stories/journey.png, the picture in the README: the demo page before and after, light and dark.
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright';
import { approve } from './aws-console.ts';
import { startWorld } from './world.ts';

const FILE = fileURLToPath(new URL('../../stories/journey.png', import.meta.url));
const SIZE = { width: 900, height: 1060 };
/** Taller than what is shown, so that the footer stays below. */
const VIEWPORT = { width: 900, height: 1080 };

const world = await startWorld();
try {
  const light = await world.visit({
    customer: 'nimbus-retail',
    query: { theme: 'light' },
    device: { viewport: VIEWPORT, colorScheme: 'light' },
  });
  await light.press();
  const before = await picture(light.page);
  await approve(await light.continueInAws());
  await light.reaches('connected');

  const dark = await world.visit({
    customer: 'nimbus-retail',
    query: { theme: 'dark' },
    device: { viewport: VIEWPORT, colorScheme: 'dark' },
  });
  await dark.button.click();
  await dark.reaches('connected');
  await dark.backendCard.getByText('Access that works').waitFor();
  const after = await picture(dark.page);

  const sheet = await world.browser.newPage({ viewport: { width: SIZE.width * 2, height: SIZE.height } });
  const image = (url: string) => `<img src="${url}" width="${SIZE.width}" height="${SIZE.height}">`;
  await sheet.setContent(`<body style="margin:0;display:flex">${image(before)}${image(after)}</body>`);
  await sheet.screenshot({ path: FILE });
  process.stdout.write(`${FILE}\n`);
} finally {
  await world.stop();
}

async function picture(page: Page): Promise<string> {
  await page.mouse.move(0, 0);
  const png = await page.screenshot({ animations: 'disabled', clip: { x: 0, y: 0, ...SIZE } });
  return `data:image/png;base64,${png.toString('base64')}`;
}
