import { beforeAll, describe, expect, test } from '@jest/globals';
import { eventually } from '../../sandbox/demo/eventually.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { UPWORK } from '../../src/domain/model/member/marketplace-accounts.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { ACTION, MODAL, SHORTCUT } from '../../src/slack/reply/action-ids.js';
import {
  offersOf,
  openRefer,
  refer,
  referralOf,
  untilCard,
  untilInvite,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

const INVITATION = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';
const jobLink = (number: number) => `https://www.upwork.com/jobs/~02195567643792568${number}`;

/** Nothing is connected any more: what there is comes in by hand. */
beforeAll(async () => {
  const { connections } = stage().truth.ports;
  for (const { tenantId, id } of await connections.latestOf(stage().tenantId))
    await connections.remove({ tenantId, id });
});

const openForm = (person: Person) => person.untilModal(({ callbackId }) => callbackId === MODAL.addInvite);

const openInvite = (title: string): Promise<Invite> =>
  eventually('the invite is stored', async () => {
    const { truth, tenantId } = stage();
    const ids = await Promise.all(['ana', 'ben'].map((name) => truth.ports.invites.openFor(tenantId, as(name).id, 50)));
    return ids.flat().find(({ job }) => job.title === title);
  });

describe('an agency with nothing connected', () => {
  test('pastes an invitation, refers, hands off and says that it is done', async () => {
    const ana = as('ana');
    await ana.command('add');
    await ana.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite);
    const pasted = `Job details\nPayment service\nOriginal message from client\nHi Ana, can you help?\nBudget: $500\n${INVITATION}\n${jobLink(1001)}`;
    ana.fill(VALUE, pasted, { blockId: 'paste' });
    await ana.submit();
    expect(wordsOf(await openForm(ana))).toMatch(/Payment service.*Hi Ana, can you help\?.*\$500/);
    await ana.submit();
    expect(wordsOf(await ana.untilModal())).toContain('in your messages with Baton');
    const invite = await openInvite('Payment service');
    const card = await untilCard(ana, invite);
    expect(wordsOf(card)).toContain('$500');
    await refer(ana, invite, 'Ben Okoro');
    const waiting = await untilCard(ana, invite, (now) => offersOf(now).includes(ACTION.handedOff));
    expect(wordsOf(waiting)).toContain(INVITATION);
    await ana.press(waiting, ACTION.handedOff);
    await untilReferral(stage(), invite, 'forwarded');
    await untilCard(ana, invite, (now) => !offersOf(now).includes(ACTION.handedOff));
  });

  test('turns a hand-off without a field for referrals into a decline that recommends the colleague', async () => {
    const ana = as('ana');
    await ana.command(`add ${jobLink(1002)}`);
    await openForm(ana);
    ana.fill(VALUE, 'No field there', { blockId: 'title' });
    await ana.submit();
    const invite = await openInvite('No field there');
    await refer(ana, invite, 'Ben Okoro');
    const waiting = await untilCard(ana, invite, (now) => offersOf(now).includes(ACTION.handoffTrouble));
    await ana.press(waiting, ACTION.handoffTrouble);
    await ana.untilModal(({ callbackId }) => callbackId === MODAL.handoffTrouble);
    await ana.submit();
    await eventually('the hand-off goes on', async () =>
      (await referralOf(stage(), invite)).byMessage ? true : undefined,
    );
    expect(await referralOf(stage(), invite)).toMatchObject({ status: 'awaiting-handoff' });
  });

  test('passes a private job on as a decline that names the colleague, without an address to write to', async () => {
    const ana = as('ana');
    const profileUrl = 'https://www.upwork.com/freelancers/~01abc0000000000042';
    const account = { id: 'upwork:~01abc0000000000042', name: 'Ben Okoro', profileUrl, linkedBy: 'hand' } as const;
    await stage().truth.ports.members.link(stage().tenantId, as('ben').id, [{ ...account, place: UPWORK }]);
    await ana.command('add');
    await ana.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite);
    ana.fill(VALUE, `Job details\nQuiet job\nThis is a private job\n${jobLink(1004)}`, { blockId: 'paste' });
    await ana.submit();
    await openForm(ana);
    await ana.submit();
    const invite = await openInvite('Quiet job');
    expect(invite.job.private).toBe(true);
    const card = await untilCard(ana, invite);
    await openRefer(ana, card, invite, 'Ben Okoro');
    expect(wordsOf(await ana.untilModal())).toContain('no field for referrals');
    await ana.submit();
    const waiting = await untilCard(ana, invite, (now) => offersOf(now).includes(ACTION.handedOff));
    expect(wordsOf(waiting)).toMatch(/Paste this as your message:.*I can highly recommend Ben Okoro/);
    expect(wordsOf(waiting)).toContain(profileUrl);
    expect(wordsOf(waiting)).not.toMatch(/whom you refer|@/);
    await ana.press(waiting, ACTION.handedOff);
    await untilReferral(stage(), invite, 'forwarded');
    await untilCard(ana, invite, (now) => !offersOf(now).includes(ACTION.handedOff));
  });

  test('takes a hand-off back, and the invite is open again', async () => {
    const ana = as('ana');
    await ana.shortcut(SHORTCUT.add);
    await ana.untilModal(({ callbackId }) => callbackId === MODAL.pasteInvite);
    await ana.submit();
    await openForm(ana);
    ana.fill(VALUE, 'Without a link', { blockId: 'title' });
    await ana.submit();
    const invite = await openInvite('Without a link');
    await ana.press(await untilCard(ana, invite), ACTION.accept);
    const waiting = await untilCard(ana, invite, (now) => offersOf(now).includes(ACTION.takeBack));
    await ana.press(waiting, ACTION.takeBack);
    await untilInvite(stage(), invite, ({ status }) => status === 'open');
  });
});

describe('another tool’s post', () => {
  const post = {
    type: 'message',
    ts: '1764000000.000100',
    text: 'New invite',
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: `*<${jobLink(1003)}|Shop for lamps>*` } },
      {
        type: 'section',
        fields: [
          { type: 'mrkdwn', text: '*Budget*\n$30 - $50 / hr' },
          { type: 'mrkdwn', text: '*Freelancer*\nBen Okoro' },
        ],
      },
    ],
  };

  test('is made an invite by a manager, for the member whom it names; a second time opens the first', async () => {
    const olga = as('olga');
    await olga.shortcut(SHORTCUT.addFromMessage, post);
    const form = await openForm(olga);
    expect(wordsOf(form)).toContain(`"initial_user":"${as('ben').id}"`);
    await olga.submit();
    const invite = await openInvite('Shop for lamps');
    expect(invite).toMatchObject({
      invitee: { slackUserId: as('ben').id },
      job: { budget: { kind: 'hourly', min: 30, max: 50 } },
    });
    const card = await untilCard(as('ben'), invite);
    await as('ben').shortcut(SHORTCUT.addFromMessage, post);
    await openForm(as('ben'));
    await as('ben').submit();
    const known = await as('ben').untilModal(({ callbackId }) => callbackId === 'notice');
    expect(wordsOf(known)).toMatch(/here already\. It is still open\./);
    expect(wordsOf(known)).toContain(card.ts.replace('.', ''));
  });
});
