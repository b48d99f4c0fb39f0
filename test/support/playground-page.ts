import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, expect } from '@jest/globals';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page, Response } from 'playwright-core';
import { CHROMIUM, launchChromium } from '../../sandbox/pictures/chromium.js';
import { startPlayground } from '../../sandbox/playground/start-playground.js';
import type { TestStage } from './stage.js';

/** True where there is a browser on this machine. */
export const hasBrowser = existsSync(CHROMIUM);

const AXE = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** The playground of a stage in a browser, as somebody sees it who has left the tour. */
export interface PlaygroundPage {
  readonly page: Page;
  /** The pane in which somebody is played. */
  pane(name: string): Locator;
  /** The marketplace's card of the job, by its number of the test. */
  readonly market: Locator;
  /** Chooses who is played in the left (0) or the right (1) pane. */
  choose(at: 0 | 1, name: string): Promise<void>;
  /** Types a command in somebody's message box, and sends it. */
  command(name: string, words: string): Promise<void>;
  /** Opens a menu, and for each of the words types it and takes the first line that is offered for it. */
  pick(menu: Locator, ...typed: string[]): Promise<void>;
  /** Opens or closes a panel below: `The wire`, `Trouble` or `Time`. */
  fold(name: string): Promise<void>;
  /** Expects that nothing is wider than the screen, and that all that is pressed is large enough for a finger. */
  expectFits(): Promise<void>;
  /** Expects that axe finds nothing serious in what is shown. */
  expectAccessible(): Promise<void>;
}

/** One page for all tests of a file. At the end, it must have logged no error. */
export function openPlaygroundPage(stage: () => TestStage): () => PlaygroundPage {
  const errors: string[] = [];
  let browser: Browser | undefined;
  let played: PlaygroundPage | undefined;
  let close = async () => {};
  beforeAll(async () => {
    const playground = await startPlayground(stage(), 0);
    close = () => playground.close();
    browser = await launchChromium();
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addInitScript('localStorage.setItem("baton.toured", "yes")');
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
    page.on('pageerror', (error) => errors.push(String(error)));
    await page.goto(playground.url);
    played = playing(page);
    await played.pane('ana').waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await close();
    expect(errors).toEqual([]);
  });
  return () => {
    if (!played) throw new Error('the page is not open');
    return played;
  };
}

/** Milliseconds that a step of a page may take on a busy machine. Less than a test may take. */
const PATIENCE_MS = 120_000;

/** Matches the text of a menu whose options came too late. */
const LATE = /Type on to try again|für einen neuen Versuch|noch einmal zu versuchen/;

/** Returns what was typed when options were looked up; undefined for another answer of the page's server. */
const lookedUp = (response: Response): unknown =>
  new URL(response.url()).pathname === '/options' ? response.request().postDataJSON().query : undefined;

/** Pixels that a finger needs. */
const FINGER = 44;

/** Selects visible elements that are too low for a finger. */
const TOO_SMALL = `[...document.querySelectorAll('.button, .select-trigger, .option, [role=tab], nav button, footer button, select')]
  .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < ${FINGER})
  .map(({ outerHTML }) => outerHTML.slice(0, 200))`;

function playing(page: Page): PlaygroundPage {
  const pane = (name: string) => page.locator(`[data-person=${name}]`);
  return {
    page,
    pane,
    market: page.locator('.market'),
    choose: async (at, name) => {
      const label = await page.locator('.person').nth(at).locator('.chooser option', { hasText: name }).textContent();
      await page
        .locator('.person')
        .nth(at)
        .locator('.chooser select')
        .selectOption({ label: label ?? '' });
    },
    command: async (name, words) => {
      const box = pane(name).locator('.message-line input');
      await box.fill(words);
      await box.press('Escape');
      await box.press('Enter');
    },
    pick: async (menu, ...typed) => {
      const box = page.locator('.popover');
      await menu.click();
      for (const word of typed) {
        const line = box.locator('.option', { hasText: new RegExp(word, 'i') }).first();
        do {
          const answered = page.waitForResponse((response) => lookedUp(response) === word);
          await box.locator('.search').fill('');
          await box.locator('.search').fill(word);
          await answered;
          await line.or(box.getByText(LATE)).first().waitFor();
        } while (!(await line.isVisible()));
        await line.click();
      }
      if (await box.isVisible()) await box.locator('.search').press('Escape');
      await box.waitFor({ state: 'detached' });
    },
    fold: (name) => page.locator('.fold-button', { hasText: name }).click(),
    expectFits: async () => {
      const { width = 0 } = page.viewportSize() ?? {};
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await page.evaluate(TOO_SMALL)).toEqual([]);
    },
    expectAccessible: async () => {
      await page.addScriptTag({ path: AXE });
      const { violations } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
      const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
      expect(serious.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).toEqual([]);
    },
  };
}
