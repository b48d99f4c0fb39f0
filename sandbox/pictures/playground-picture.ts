import { join } from 'node:path';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/notes.js';
import { ACTION } from '../../src/slack/reply/ids.js';
import { TO_BEN, TO_CLIENT } from '../demo/cast.js';
import { introduceTeam } from '../demo/introduce-team.js';
import { invite } from '../demo/invite.js';
import type { PlayableDemo } from '../demo/prepare.js';
import { TEMPLATES } from '../marketplace/market/seeds.js';
import { startPlayground } from '../playground/start-playground.js';
import { messageWith } from './album/shown.js';
import { launchChromium } from './chromium.js';
import { EMOJI_FONT } from './emoji-font.js';

/** The size of the picture, which opens the README. */
const SIZE = { width: 1440, height: 1040 };

const STYLE = `${EMOJI_FONT}:root{--font:Lato,"Helvetica Neue",Arial,Twemoji,sans-serif}`;

/**
 * Takes `playground.png`: Ana has referred Ben for one job and has the invite to another, for which Cara fits best; Ben has
 * the first.
 */
export async function picturePlayground(demo: PlayableDemo, folder: string): Promise<void> {
  const playground = await startPlayground(demo, 0);
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
    await context.addInitScript('localStorage.setItem("baton.toured", "yes")');
    const page = await context.newPage();
    await introduceTeam(demo);
    await referBen(demo);
    const { id } = await invite(demo, { job: jobFor('BigQuery'), ...IN_TWO_DAYS });
    const card = await messageWith(demo.driver.as('ana'), id, ACTION.refer);
    await page.goto(playground.url);
    await page.addStyleTag({ content: STYLE });
    await page.locator(`[data-person=ana] [data-ts="${card.ts}"]`).waitFor();
    await page.locator(`[data-person=ben] [data-action="${ACTION.accept}"]`).first().waitFor();
    await page.locator('.new').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    await page.screenshot({ path: join(folder, 'playground.png') });
  } finally {
    await browser.close();
    await playground.close();
  }
}

const IN_TWO_DAYS = { expiresInSeconds: 2 * 86_400 + 600 };

/** Returns the sample job that asks for a skill. */
function jobFor(skill: string): object {
  const { letter: _, ...job } = TEMPLATES.find(({ skills }) => skills.includes(skill)) ?? TEMPLATES[0];
  return job;
}

async function referBen(demo: PlayableDemo): Promise<void> {
  const [ana, ben] = [demo.driver.as('ana'), demo.driver.as('ben')];
  const { id } = await invite(demo, IN_TWO_DAYS);
  const card = await messageWith(ana, id, ACTION.refer);
  await ana.press(card, ACTION.referBest);
  await ana.untilModal();
  ana.fill(VALUE, TO_BEN, { blockId: NOTE_TO_COLLEAGUE });
  ana.fill(VALUE, TO_CLIENT, { blockId: NOTE_TO_CLIENT });
  await ana.submit();
  await messageWith(ben, TO_BEN, ACTION.accept);
}
