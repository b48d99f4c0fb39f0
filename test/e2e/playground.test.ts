import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { enterTeamSkills } from '../../sandbox/demo/enter-team-skills.js';
import { eventually } from '../../sandbox/demo/eventually.js';
import { FIELD as CONNECT } from '../../sandbox/demo/open-set-up-form.js';
import { COMMAND_HINTS } from '../../sandbox/playground/server/command-hints.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD as SETTINGS } from '../../src/slack/features/settings/settings-field-ids.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION, LOOKUP } from '../../src/slack/reply/action-ids.js';
import { hasBrowser, openPlaygroundPage } from '../support/playground-page.js';
import { testStage } from '../support/stage.js';

const stage = testStage();

(hasBrowser ? describe : describe.skip)('the playground in a browser', () => {
  const at = openPlaygroundPage(stage);
  beforeAll(() => enterTeamSkills(stage()));

  const input = (block: string) => `[data-block="${block}"][data-action="${VALUE}"]`;
  const button = (action: string) => `[data-action="${action}"]`;
  const modalOf = (name: string) => at().pane(name).locator('.modal');
  const submit = async (name: string) => {
    await modalOf(name).locator(button('submit')).click();
    await modalOf(name).waitFor({ state: 'detached' });
  };
  /** Closes the modal by keyboard. */
  const leave = async (name: string) => {
    await at().page.keyboard.press('Escape');
    await modalOf(name).waitFor({ state: 'detached' });
  };
  /** The newest message of somebody that has this button. */
  const cardOf = (name: string, action: string) =>
    at()
      .pane(name)
      .locator('.message', { has: at().page.locator(button(action)) })
      .last();
  /** The newest job on the marketplace, and a candidate for it. */
  const candidate = (name: string, status: string) =>
    at().market.locator('.job-card').first().locator(`[data-candidate="${name}"][data-status="${status}"]`);
  const inviteAna = async () => {
    const jobs = await at().market.locator('.job-card').count();
    await at().market.locator('[data-tour=invite]').click();
    await at().market.locator('.job-card').nth(jobs).waitFor();
    const title = await at().market.locator('.job-card h4').first().textContent();
    const card = cardOf('ana', ACTION.refer);
    await card
      .getByText(title ?? '')
      .first()
      .waitFor({ state: 'attached' });
    return card;
  };
  /** Accepts, and says so again in the dialogue that asks back. */
  const accept = async (card: Locator) => {
    await card.locator(button(ACTION.accept)).click();
    await at().page.locator('.confirm .button').last().click();
  };
  const referBen = async (card: Locator) => {
    await at().pick(card.locator(button(ACTION.pickColleague)), 'ben');
    await card.locator(button(ACTION.refer)).click();
    await modalOf('ana').waitFor();
  };

  /** Plays on a screen as small as a phone's, which shows one pane, in dark colours. */
  const onPhone = async (playThere: () => Promise<void>) => {
    const { page } = at();
    const before = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.emulateMedia({ colorScheme: 'dark' });
    try {
      await playThere();
    } finally {
      await page.emulateMedia({ colorScheme: 'light' });
      if (before) await page.setViewportSize(before);
    }
  };
  const turnTo = (pane: string) => at().page.getByRole('navigation').getByRole('button', { name: pane }).click();

  test('the story by clicking, from the invite to the hire', async () => {
    const card = await inviteAna();
    await card.getByRole('button', { name: 'Refer Ben Okoro' }).click();
    await modalOf('ana').locator(button(ACTION.pickColleague), { hasText: 'Ben Okoro' }).waitFor();
    await modalOf('ana').locator(input(NOTE_TO_COLLEAGUE)).fill('You built exactly this for Hatch.');
    await modalOf('ana').locator(input(NOTE_TO_CLIENT)).fill('I would hire him myself.');
    await at().expectAccessible();
    await submit('ana');
    const bens = cardOf('ben', ACTION.accept);
    await bens.getByText('You built exactly this for Hatch.').waitFor();
    await accept(bens);
    const ben = candidate('Ben Okoro', 'submitted');
    await ben.getByText('I would hire him myself.').waitFor();
    await ben.getByText('Referred by Ana Lopez').waitFor();
    await ben.getByRole('button', { name: 'Hire' }).click();
    await candidate('Ben Okoro', 'hired').waitFor();
    const conversation = at().pane('ana').locator('.conversation > .message');
    await conversation.last().getByText('hired').first().waitFor();
    await conversation.locator('.thread .message').last().getByText('hired').first().waitFor();
    await at().fold('The wire');
    for (const kind of ['webhook', 'interaction', 'marketplace', 'slack'])
      await at().page.locator(`.wire-line .kind.${kind}`).first().waitFor();
    await at().page.locator('.wire-line', { hasText: '/decline' }).first().click();
    await at().page.locator('.detail', { hasText: 'Idempotency-Key' }).waitFor();
    await at().expectAccessible();
    await at().fold('The wire');
  });

  test('the story on a phone, in the dark: all of it fits, and the focus stays with what is played', () =>
    onPhone(async () => {
      const { page } = at();
      const isFocusedIn = (name: string) =>
        page.evaluate(`document.activeElement.closest('[data-person=${name}]') !== null`);
      await turnTo('Marketplace');
      const card = await inviteAna();
      await at().expectFits();
      await turnTo('Ana Lopez');
      await at().expectFits();
      await referBen(card);
      await modalOf('ana').locator(button(ACTION.pickColleague)).click();
      await page.locator('.popover .option').first().waitFor();
      await at().expectFits();
      await at().expectAccessible();
      await page.locator('.popover .search').press('Escape');
      await submit('ana');
      expect(await isFocusedIn('ana')).toBe(true);
      await turnTo('Ben Okoro');
      await accept(cardOf('ben', ACTION.accept));
      await at().pane('ben').locator(button(ACTION.accept)).waitFor({ state: 'detached' });
      expect(await isFocusedIn('ben')).toBe(true);
      await turnTo('Marketplace');
      await candidate('Ben Okoro', 'submitted').getByRole('button', { name: 'Hire' }).click();
      await candidate('Ben Okoro', 'hired').waitFor();
      await turnTo('Ana Lopez');
      await at().pane('ana').locator('.conversation > .message').last().getByText('hired').first().waitFor();
      await at().fold('The wire');
      await page.locator('.wire-line').first().click();
      await page.locator('.detail').waitFor();
      await at().expectFits();
      await at().expectAccessible();
      await at().fold('The wire');
    }));

  test('trouble in Slack: a click on a card that is out of date is refused, and the card recovers', async () => {
    const card = await inviteAna();
    await at().fold('Trouble');
    const busy = at().page.getByRole('switch', { name: /429/ });
    await busy.check();
    await candidate('Ana Lopez', 'invited').getByRole('button', { name: 'Withdraw' }).click();
    await candidate('Ana Lopez', 'withdrawn').waitFor();
    const whispers = await at().pane('ana').locator('.whisper').count();
    await accept(card);
    await at().pane('ana').locator('.whisper').nth(whispers).waitFor();
    await busy.uncheck();
    await at().fold('Trouble');
    await cardOf('ana', ACTION.accept).waitFor({ state: 'detached' });
  });

  test('an admin sets the undo window; a referral is undone, and the next one goes out when an hour is skipped', async () => {
    await at().choose(1, 'Olga');
    await at().command('olga', '/referrals settings');
    const menu = modalOf('olga').first();
    await menu.locator(`[data-value=referring]${button(ACTION.settingsSubject)}`).click();
    const form = modalOf('olga').nth(1);
    await form.locator(input(SETTINGS.undo)).fill('3600');
    await form.locator(button('submit')).click();
    await form.waitFor({ state: 'detached' });
    await menu.getByText('Undo for 60 minutes').waitFor();
    await at().expectAccessible();
    await leave('olga');
    await referBen(await inviteAna());
    await submit('ana');
    await cardOf('ana', ACTION.undo).locator(button(ACTION.undo)).click();
    await referBen(cardOf('ana', ACTION.refer));
    await submit('ana');
    await cardOf('ana', ACTION.undo).waitFor();
    await at().fold('Time');
    await at().page.getByRole('button', { name: 'Skip an hour' }).click();
    await candidate('Ben Okoro', 'invited').waitFor();
    await at().fold('Time');
    await at().fold('The wire');
    await at().page.locator('.wire-line', { hasText: 'forward-referral' }).locator('.kind.job').first().waitFor();
    await at().fold('The wire');
  });

  test('an admin sees the connections, and chooses a source for a further one', async () => {
    await at().command('olga', '/referrals connect');
    await modalOf('olga').locator(button(ACTION.removeConnection)).waitFor();
    await at().expectAccessible();
    await modalOf('olga').locator(button(ACTION.addConnection)).click();
    await modalOf('olga').getByRole('radio').nth(1).waitFor();
    await at().expectAccessible();
    await modalOf('olga').getByRole('radio', { name: 'Baton’s contract' }).check();
    await modalOf('olga').locator(button('submit')).click();
    await modalOf('olga').locator(input(CONNECT.token)).waitFor();
    await leave('olga');
  });

  test('an admin who mistypes the token is told under the field', async () => {
    await at().command('olga', '/referrals connect');
    await modalOf('olga').locator(button(ACTION.setUpConnection)).click();
    const { url } = stage().marketplace;
    await modalOf('olga').locator(input(CONNECT.url)).fill(url);
    await modalOf('olga').locator(input(CONNECT.token)).fill('mistyped');
    await modalOf('olga').locator(button('submit')).click();
    await modalOf('olga').locator('.error').first().waitFor();
    await leave('olga');
  });

  test('the team’s numbers are a table of those who show theirs', async () => {
    await at().pane('ana').getByRole('tab', { name: 'Home' }).click();
    await at().pane('ana').locator(button(ACTION.profile)).click();
    await modalOf('ana').getByLabel('Show my numbers').check();
    await submit('ana');
    await at().pane('ana').getByRole('tab', { name: 'Messages' }).click();
    await at().command('ana', '/referrals team');
    await at().pane('ana').locator('.whisper table').getByRole('cell', { name: 'Ana Lopez' }).waitFor();
    await at().expectAccessible();
  });

  test('the shortcuts: an invite is added at the message box, and one is made of what somebody posted', async () => {
    const { page } = at();
    const ana = at().pane('ana');
    const choose = (name: RegExp) => page.getByRole('menuitem', { name }).click();
    await ana.getByRole('button', { name: 'Shortcuts' }).click();
    await choose(/^Add an invite/);
    await modalOf('ana').locator(input('paste')).waitFor();
    await leave('ana');
    await ana.getByRole('tab', { name: '# general' }).click();
    await at().command('ana', 'Lamps for a hotel. Budget: $2,000 https://www.upwork.com/jobs/~021900000000000007777');
    const post = ana.locator('.message', { hasText: 'Lamps for a hotel' });
    await post.hover();
    await at().expectAccessible();
    await post.getByRole('button', { name: 'More actions' }).click();
    await choose(/^Make this an invite/);
    await modalOf('ana').locator('input[value*="Lamps for a hotel"]').waitFor();
    await modalOf('ana').locator(button('submit')).click();
    await modalOf('ana').getByText('The invite is added').waitFor();
    await leave('ana');
    await ana.getByRole('tab', { name: 'Messages' }).click();
    await cardOf('ana', ACTION.accept).getByText('Lamps for a hotel').first().waitFor();
  });

  test('asking first: a colleague who reads German is asked in German before the next one, and says yes', async () => {
    await at().choose(1, 'Cara');
    const card = await inviteAna();
    await card.locator(button(ACTION.ask)).click();
    await at().pick(modalOf('ana').locator(button(LOOKUP.asked)), 'cara', 'ben');
    await modalOf('ana')
      .locator(button(LOOKUP.asked), { hasText: /Cara Weiss.*, Ben Okoro/ })
      .waitFor();
    await submit('ana');
    const asked = cardOf('cara', ACTION.answerYes);
    await asked.getByText('Ana Lopez').first().waitFor();
    expect(await at().pane('cara').getByRole('tab').first().textContent()).toContain('Nachrichten');
    await at().command('cara', '/weather');
    await at().pane('cara').getByText('/weather kennt Slack hier nicht').waitFor();
    await asked.locator(button(ACTION.answerYes)).click();
    await at().fold('Time');
    await at().page.getByRole('button', { name: 'Skip an hour' }).click();
    await candidate('Cara Weiss', 'invited').waitFor();
    await at().fold('Time');
  });

  test('the tour goes on when what it marks is pressed, from the invite to what came of it', async () => {
    const { page } = at();
    const marked = (selector: string) => page.locator(`.marked${selector}`);
    const step = (count: number) => page.locator('.tour-count', { hasText: `Step ${count} of 5` }).waitFor();
    await at().choose(1, 'Ben');
    await page.reload();
    const bens = at()
      .pane('ben')
      .locator('.message', { has: page.locator(button(ACTION.accept)) });
    await at().pane('ben').locator('.message').first().waitFor();
    const before = await bens.count();
    await page.getByRole('button', { name: 'Tour' }).click();
    await step(1);
    await marked('[data-tour=invite]').click();
    await step(2);
    await marked(button(ACTION.referBest)).click();
    await marked(button('submit')).click();
    await marked('[data-fold=time]').click();
    await marked('[data-skip="1"]').click();
    await step(3);
    await bens.nth(before).waitFor();
    await bens.last().locator('.marked').click();
    await page.locator('.confirm .marked').click();
    await step(4);
    await at().market.locator('.marked.primary').click();
    await step(5);
    await marked('.message').getByText('hired').first().waitFor();
    await page.getByRole('button', { name: 'I have seen it' }).click();
    await page.getByRole('button', { name: 'Play on' }).click();
    await at().fold('Time');
  });

  test('an invitation on Upwork comes by Vollna, Getmany and mail, is one card, and each is on the wire in its own shape', async () => {
    const { page, market } = at();
    await at().choose(1, 'Mira');
    await at().pane('mira').getByRole('tab', { name: 'Home' }).click();
    await at().pane('mira').locator('.home', { hasText: 'Baton is not in Studio South yet' }).waitFor();
    await market.locator('.vendors summary').click();
    for (const name of ['Vollna', 'Getmany', 'Mail']) {
      await market.getByRole('button', { name: `Connect ${name}` }).click();
      await market.locator('.vendor', { hasText: name }).locator('.chip').waitFor();
    }
    await at().pane('mira').locator('.home .header').first().waitFor();
    await at().expectAccessible();
    await market.locator('.invite select').first().selectOption({ label: 'Tom Adeyemi' });
    await market.locator('[data-tour=invite]').click();
    await at().choose(0, 'Mira');
    await at().choose(1, 'Tom');
    const cards = at().pane('tom').locator('.message', { hasText: 'New invite for you' });
    await cards.first().waitFor();
    await at().fold('The wire');
    const lines = page.locator('.wire-line');
    await lines.filter({ hasText: 'upwork_invitation.created' }).first().click();
    await page.locator('.detail', { hasText: 'Vollna-Webhooks/1.0' }).waitFor();
    await lines.filter({ hasText: 'You have an invitation to apply' }).first().click();
    await page.locator('.detail', { hasText: 'OriginalRecipient' }).waitFor();
    await lines.filter({ hasText: '/getmany/v1/agency/invitations' }).first().waitFor();
    await at().fold('The wire');
    expect(await cards.count()).toBe(1);
    await at().fold('Trouble');
    const down = page.getByRole('group', { name: 'Vollna' }).getByRole('switch', { name: /Down/ });
    await down.check();
    await eventually('the sandbox refuses', async () =>
      stage().sandbox.state.switches.some(({ path }) => path === 'vollna'),
    );
    await down.uncheck();
    for (const mail of [/looks like Upwork/, /job alert/, /came back/, /13 MB/]) {
      const row = page.locator('.switch', { hasText: mail });
      await row.getByRole('button').click();
      await row.getByText('The wire has what Baton answered').waitFor();
    }
    await at().expectAccessible();
    await at().fold('The wire');
    await lines.filter({ hasText: 'Sign in within the hour' }).filter({ hasText: '200' }).first().waitFor();
    await lines.filter({ hasText: 'New jobs for you' }).filter({ hasText: '200' }).first().waitFor();
    await lines.filter({ hasText: 'Undelivered Mail' }).filter({ hasText: '200' }).first().waitFor();
    await lines.filter({ hasText: 'See the film' }).filter({ hasText: '413' }).first().waitFor();
    await at().fold('The wire');
    expect(await cards.count()).toBe(1);
    const [standIn] = await Promise.all([
      page.context().waitForEvent('page'),
      market.getByRole('link', { name: 'Tom Adeyemi’s page on Upwork, as a stand-in' }).first().click(),
    ]);
    await standIn.getByRole('heading', { name: 'Decline invitation' }).waitFor();
    await standIn.getByRole('button', { name: 'Decline' }).click();
    await standIn.getByText('This invitation is declined.').waitFor();
    await standIn.close();
    await candidate('Tom Adeyemi', 'declined').waitFor();
    await at().choose(0, 'Ana');
    await at().choose(1, 'Ben');
  }, 120_000);

  test('the App Home, on a phone and in the dark: all of it fits, nothing serious for axe', () =>
    onPhone(async () => {
      await turnTo('Ana Lopez');
      await at().pane('ana').getByRole('tab', { name: 'Home' }).click();
      await at().pane('ana').locator('.home .header').first().waitFor();
      await at().expectFits();
      await at().expectAccessible();
    }));
});

test('everything that the message box offers is a command that Baton knows', async () => {
  for (const { words } of COMMAND_HINTS) {
    const { status, text } = await stage().driver.as('olga').command(words);
    expect({ words, status, isKnown: !text.includes('I do not know') }).toEqual({ words, status: 200, isKnown: true });
  }
});
