import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { connectVendor, installSouth } from '../demo/connect-vendor.js';
import { createInvitation } from '../demo/create-invitation.js';
import { TO_BEN, TO_CLIENT } from '../demo/demo-people.js';
import { enterTeamSkills } from '../demo/enter-team-skills.js';
import { eventually } from '../demo/eventually.js';
import { act, type PlayableDemo } from '../demo/install-and-connect.js';
import { openUpworkAgency } from '../demo/open-upwork-agency.js';
import { TEMPLATES } from '../marketplace/market/example-jobs.js';
import { startPlayground } from '../playground/start-playground.js';
import { messageWith } from './album/find-shown.js';
import { launchChromium } from './chromium.js';

/** The size of the picture, which opens the README. */
const SIZE = { width: 1440, height: 1040 };

/** The least size of the pane in which a menu is open. */
const PANE = { width: 720, height: 900 };

/**
 * Takes `playground.png`: Ana has referred Ben for one job and has the invite to another; Tom, of an agency on Upwork,
 * is to enter there that he refers Lea. And `picker-open.png`: the colleagues that Ana is offered.
 */
export async function picturePlayground(demo: PlayableDemo, folder: string): Promise<void> {
  const playground = await startPlayground(demo, 0);
  const browser = await launchChromium();
  try {
    const context = await browser.newContext({ viewport: SIZE, colorScheme: 'light' });
    await context.addInitScript('localStorage.setItem("baton.toured", "yes")');
    await context.addInitScript('localStorage.setItem("baton.panes", "ana tom")');
    const page = await context.newPage();
    await enterTeamSkills(demo);
    await referLea(demo);
    await referBen(demo);
    const { id } = await createInvitation(demo, { job: jobFor('BigQuery'), ...IN_TWO_DAYS });
    const card = await messageWith(demo.driver.as('ana'), id, ACTION.refer);
    await page.goto(playground.url);
    await page.locator(`[data-person=ana] [data-ts="${card.ts}"]`).waitFor();
    await page.locator(`[data-person=tom] [data-action="${ACTION.handedOff}"]`).first().waitFor();
    await page.locator('.new').first().waitFor({ state: 'detached' });
    await page.evaluate('document.fonts.ready.then(() => true)');
    await page.screenshot({ path: join(folder, 'playground.png') });
    await pictureOpenPicker(page, folder);
  } finally {
    await browser.close();
    await playground.close();
  }
}

async function pictureOpenPicker(page: Page, folder: string): Promise<void> {
  await page.setViewportSize(PANE);
  await page.getByRole('navigation').getByRole('button', { name: 'Ana Lopez' }).click();
  const menu = page.locator(`[data-person=ana] [data-action="${ACTION.pickColleague}"]`).last();
  await menu.scrollIntoViewIfNeeded();
  await menu.click();
  await page.locator('.popover .option').first().waitFor();
  await page.screenshot({ path: join(folder, 'picker-open.png') });
}

const IN_TWO_DAYS = { expiresInSeconds: 2 * 86_400 + 600 };

/** Returns the sample job that asks for a skill. */
function jobFor(skill: string): object {
  const { letter: _, ...job } = TEMPLATES.find(({ skills }) => skills.includes(skill)) ?? TEMPLATES[0];
  return job;
}

async function referBen(demo: PlayableDemo): Promise<void> {
  const [ana, ben] = [demo.driver.as('ana'), demo.driver.as('ben')];
  const { id } = await createInvitation(demo, { job: jobFor('Shopify'), ...IN_TWO_DAYS });
  await ana.press(await messageWith(ana, id, ACTION.refer), ACTION.referBest);
  await ana.untilModal();
  ana.fill(VALUE, TO_BEN, { blockId: NOTE_TO_COLLEAGUE });
  ana.fill(VALUE, TO_CLIENT, { blockId: NOTE_TO_CLIENT });
  await ana.submit();
  await messageWith(ben, TO_BEN, ACTION.accept);
}

/** Invites Tom on Upwork, of which Vollna and Upwork's mail tell Baton, and refers Lea as Tom. */
async function referLea(demo: PlayableDemo): Promise<void> {
  const south = await openUpworkAgency(demo);
  await installSouth(south);
  for (const vendor of ['vollna', 'email'] as const) {
    await connectVendor(south, vendor);
    await south.driver.as('mira').dismiss();
  }
  const tom = south.driver.as('tom');
  await act(south, 'invitations', { freelancer: 'u-tom', job: jobFor('Figma'), ...IN_TWO_DAYS });
  const card = await eventually('Tom has a card', async () =>
    (await tom.messages()).find(({ raw }) => JSON.stringify(raw).includes(ACTION.refer)),
  );
  await tom.pick(card, ACTION.pickColleague, 'Lea Martin', 'lea');
  await tom.press(card, ACTION.refer);
  await tom.untilModal();
  await tom.submit();
  await messageWith(tom, ACTION.handedOff);
}
