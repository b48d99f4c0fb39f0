import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { Pictured } from '../playground/protocol.js';
import { buildPage } from '../playground/server/build-page.js';
import { forPage, viewForPage } from '../playground/server/mirror-slack.js';
import type { Shown } from '../slack/driver/shown-surfaces.js';
import { launchChromium } from './chromium.js';

/** The width of the pictures; the height is that of what they show. */
const WIDTH = 720;

const ADDRESS = 'http://picture.invalid/';

/** Options of taking a picture. */
export interface Seen {
  /** The locale of the reader; English when absent. */
  readonly locale?: string;
  /** The action id of an element to press first, whose dialogue is shown over the rest. */
  readonly press?: string;
}

/** A browser for taking pictures. */
export interface Camera {
  /** Saves a picture of a message or view as `<name>.png`, drawn as the playground draws it. */
  take(name: string, shown: Shown, seen?: Seen): Promise<void>;
  close(): Promise<void>;
}

/**
 * Starts Chromium.
 * @param folder for the pictures
 * @throws Error when there is no Chromium; `CHROMIUM` names one at an unusual place
 */
export async function openCamera(folder: string, world: Pictured['world']): Promise<Camera> {
  mkdirSync(folder, { recursive: true });
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: WIDTH, height: 40 }, colorScheme: 'light' });
  await serveFrom(page);
  const readerIn = (locale: string) => world.people.find((one) => one.locale === locale);
  return {
    take: async (name, shown, { locale = 'en-US', press } = {}) => {
      const person = readerIn(locale);
      if (!person) throw new Error(`Nobody reads ${locale}.`);
      await page.evaluate((pictured) => Reflect.get(globalThis, 'show')(pictured), {
        ...{ world, person },
        shown: contentOf(shown),
      });
      await page.evaluate('document.fonts.ready.then(() => true)');
      const picture = page.locator('.picture');
      const { height = 0 } = (await picture.boundingBox()) ?? {};
      await page.setViewportSize({ width: WIDTH, height: Math.ceil(height) });
      if (press) await page.locator(`[data-action="${press}"]`).first().click();
      await page.mouse.move(0, 0);
      await page.screenshot({ path: join(folder, `${name}.png`) });
    },
    close: () => browser.close(),
  };
}

function contentOf(shown: Shown): Pictured['shown'] {
  if (shown.kind === 'view') return { view: viewForPage(shown.raw) };
  return { message: forPage(shown), isWhisper: shown.ephemeral };
}

/** Opens the page of a single message, without a server. */
async function serveFrom(page: Page): Promise<void> {
  const files = await buildPage('picture');
  await page.route(`${ADDRESS}**`, (route) => {
    const file = files[new URL(route.request().url()).pathname];
    return route.fulfill(file ? { body: Buffer.from(file.content), contentType: file.type } : { status: 404 });
  });
  await page.goto(ADDRESS);
  await page.evaluate('document.fonts.load("1em Twemoji", "⏳").then(() => true)');
}
