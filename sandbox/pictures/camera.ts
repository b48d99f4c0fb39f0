import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Shown } from '../slack/driver/shown.js';
import { launchChromium } from './chromium.js';
import { pageOf } from './page.js';

const WIDTH = 640;

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
