import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import type { Shown } from '../../embedded/slack/shown.js';
import { pageOf } from './page.js';

/** Chromium speaks to nobody: the pages hold all that they show. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

export interface Camera {
  /** Takes a picture of what somebody sees, as `<name>.png`. */
  take(name: string, shown: Shown): Promise<void>;
  close(): Promise<void>;
}

/**
 * @param folder where the pictures go
 * @throws Error when there is no Chromium; `CHROMIUM` names one that is not at the usual place
 */
export async function openCamera(
  folder: string,
  executablePath = process.env.CHROMIUM ?? '/usr/bin/chromium',
): Promise<Camera> {
  mkdirSync(folder, { recursive: true });
  const browser = await chromium.launch({ executablePath, args: QUIET });
  const page = await browser.newPage({ viewport: { width: 640, height: 40 } });
  return {
    take: async (name, shown) => {
      await page.setContent(pageOf(shown));
      await page.screenshot({ path: join(folder, `${name}.png`), fullPage: true });
    },
    close: () => browser.close(),
  };
}
