/**
 * Draw the app's icons as pictures, from `static/icon.svg`: for installing, where a vector picture is not taken. Run by hand after the
 * drawing has changed: `node tests/setup/make-icons.mjs`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from './chromium.mjs';
import { ROOT } from './run.mjs';

const STATIC = join(ROOT, 'static');
const svg = readFileSync(join(STATIC, 'icon.svg'), 'utf8');

/** Name, pixels, the drawing's share of its edge, and what is behind it. Systems cut maskable icons to their own shape: all that counts lies in the middle four fifths. */
const ICONS = [
  { name: 'icon-192.png', size: 192, share: 1, background: 'transparent' },
  { name: 'icon-512.png', size: 512, share: 1, background: 'transparent' },
  { name: 'icon-maskable-512.png', size: 512, share: 0.6, background: '#fff' }
];

const browser = await chromium.launch({ executablePath: await findChromium() });
const page = await browser.newPage();
for (const { name, size, share, background } of ICONS) {
  await page.setViewportSize({ width: size, height: size });
  const style = `margin:0;display:grid;place-content:center;height:100vh;background:${background}`;
  await page.setContent(
    `<body style="${style}"><img width="${size * share}" src="data:image/svg+xml,${encodeURIComponent(svg)}">`
  );
  await page.locator('img').evaluate((image) => image.decode());
  writeFileSync(join(STATIC, name), await page.screenshot({ omitBackground: true }));
}
await browser.close();
