import { mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Shown } from '../slack/driver/shown.js';
import { launchChromium } from './chromium.js';
import { FONTS, pageOf } from './page.js';

const WIDTH = 640;

/** The files of the font that shows emoji everywhere alike. */
const FONT_FILES = join(
  dirname(createRequire(import.meta.url).resolve('@fontsource/noto-color-emoji/400.css')),
  'files',
);

/** A browser for taking pictures. */
export interface Camera {
  /** Saves a picture of a message or view as `<name>.png`, as a reader with this locale sees it. */
  take(name: string, shown: Shown, locale?: string): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Chromium.
 * @param folder for the pictures
 * @throws Error when there is no Chromium; `CHROMIUM` names one at an unusual place
 */
export async function openCamera(folder: string): Promise<Camera> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 40 } });
  await page.route(`${FONTS}*`, (route) =>
    route.fulfill({
      path: join(FONT_FILES, new URL(route.request().url()).pathname),
      headers: { 'access-control-allow-origin': '*' },
    }),
  );
  return {
    take: async (name, shown, locale = 'en-US') => {
      await page.setContent(pageOf(shown, locale));
      await page.evaluate('document.body.scrollHeight && document.fonts.ready.then(() => true)');
      const height = await page.evaluate('document.body.scrollHeight');
      await page.screenshot({
        path: join(folder, `${name}.png`),
        fullPage: true,
        clip: { x: 0, y: 0, width: WIDTH, height: Number(height) },
      });
    },
    close: () => browser.close(),
  };
}
