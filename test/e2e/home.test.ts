import { describe, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { ShownView } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import { ACTION, MODAL, SHOWN } from '../../src/slack/reply/action-ids.js';
import { en } from '../../src/slack/words/en.js';
import {
  arrive,
  effectsOn,
  isDecided,
  offersOf,
  untilAtRest,
  untilCard,
  untilReferral,
  wordsOf,
} from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

const shows = (text: string) => (home: ShownView) => wordsOf(home).includes(text);

/** Opens the Home and waits until it shows something. */
async function home(name: string, is: (view: ShownView) => boolean = () => true): Promise<ShownView> {
  await as(name).openHome();
  return as(name).untilHome(is);
}

describe('the Home', () => {
  test('an open invite has its countdown and the buttons of the card, and they work from here', async () => {
    const job = { title: 'Accepted from the Home' };
    const accepted = await arrive(stage(), { job, expiresInSeconds: 86_400 });
    const view = await home('ana', shows(job.title));
    expect(wordsOf(view)).toMatch(/Accepted from the Home\*\\nAnswer by <!date.*\(in 2[34] hours|1 day/);
    const which = { value: accepted.id };
    for (const action of [ACTION.accept, ACTION.decline, ACTION.refer]) expect(offersOf(view)).toContain(action);
    await as('ana').press(view, ACTION.accept, which);
    await untilCard(as('ana'), accepted, isDecided);
    await as('ana').untilHome((now) => !offersOf(now).includes(ACTION.accept));
    await untilAtRest(stage());
    expect(effectsOn(stage(), accepted)).toEqual(['accept']);
  });

  test('Refer works from here too: the list and the counts change by themselves', async () => {
    const invite = await arrive(stage(), { job: { title: 'Referred from the Home' } });
    const view = await home('ana', shows(invite.job.title));
    await as('ana').press(view, ACTION.refer, { value: invite.id });
    const modal = await as('ana').untilModal(({ callbackId }) => callbackId === MODAL.refer);
    await as('ana').pick(modal, ACTION.pickColleague, 'Ben Okoro', 'ben');
    expect(await as('ana').submit()).toMatchObject({ status: 200, text: '' });
    const { receivedExternalId } = await untilReferral(stage(), invite, 'forwarded');
    await as('ana').untilHome(shows('*Referred from the Home* to Ben Okoro: sent, no answer yet'));
    await act(stage(), `invitations/${receivedExternalId}/accept`);
    await as('ana').untilHome(shows('*Referred from the Home* to Ben Okoro: accepted'));
    await as('ana').untilHome(shows('*1* accepted'));
    const bens = await home('ben');
    await as('ben').press(bens, ACTION.listReceived);
    await as('ben').untilHome(shows('*Referred from the Home* from Ana Lopez: accepted'));
  });

  test('lists, filters and pages: the newest first, five a page', async () => {
    for (let at = 1; at <= 7; at += 1) await insertReferral(at);
    await home('cara', shows('Auftrag 7'));
    const titles = (view: ShownView) => [...wordsOf(view).matchAll(/\*(Auftrag \d)\*/g)].map(([, title]) => title);
    const first = as('cara').home();
    expect(titles(first)).toEqual([7, 6, 5, 4, 3].map((at) => `Auftrag ${at}`));
    await as('cara').press(first, ACTION.nextPage);
    const second = await as('cara').untilHome(shows('Auftrag 1'));
    expect(titles(second)).toEqual(['Auftrag 2', 'Auftrag 1']);
    expect(offersOf(second)).not.toContain(ACTION.nextPage);
    await as('cara').press(second, ACTION.firstPage);
    await as('cara').untilHome(shows('Auftrag 7'));
    await as('cara').pick(as('cara').home(), ACTION.filter, 'won');
    const won = await as('cara').untilHome((view) => !shows('Auftrag 7')(view));
    expect(titles(won)).toEqual([6, 3].map((at) => `Auftrag ${at}`));
    await as('cara').press(won, ACTION.listReceived);
    await as('cara').untilHome((view) => titles(view).length === 0);
  });

  test('it is brought up to date while somebody looks at it: a new invite, its end', async () => {
    await home('ben');
    const late = await arrive(stage(), { freelancer: 'f-ben', job: { title: 'Came while he looked' } });
    await as('ben').untilHome(shows(late.job.title));
    await act(stage(), `invitations/${late.externalId}/withdraw`);
    await as('ben').untilHome((view) => !shows(late.job.title)(view));
  });

  test('tips and the FAQ for all; settings and links for admins only, whatever a payload says', async () => {
    const bens = await home('ben');
    expect(wordsOf(bens)).toContain(stage().config.FAQ_URL);
    expect(wordsOf(bens)).toContain('Decline early');
    for (const action of [ACTION.settings, ACTION.link]) expect(offersOf(bens)).not.toContain(action);
    expect((await as('ben').command('settings')).text).toContain(en.refusal['member.notAdmin']);
    const olgas = await home('olga');
    await as('olga').press(olgas, ACTION.settings);
    await as('olga').untilModal(({ callbackId }) => callbackId === SHOWN.settings);
    await as('olga').dismiss();
  });
});

/** One of Cara's referrals, `at` minutes after a day that has long passed. */
async function insertReferral(at: number): Promise<void> {
  const { truth, tenantId } = stage();
  const createdAt = new Date(Date.UTC(2026, 0, 1, 12, at));
  const referral: Referral = {
    id: `page-${at}`,
    tenantId,
    status: at % 3 === 0 ? 'accepted' : 'declined',
    inviteId: `page-${at}`,
    externalInviteId: `page-${at}`,
    job: { id: `page-${at}`, title: `Auftrag ${at}`, url: 'https://market.example/jobs/1' },
    from: { slackUserId: as('cara').id, name: 'Cara Weiss' },
    to: { name: 'Ben Okoro', slackUserId: as('ben').id, target: { by: 'person', personId: 'f-ben' } },
    reasonId: 'too-busy',
    chain: [],
    createdAt,
    releaseAt: createdAt,
    takesSlot: true,
    milestones: [],
    revision: 1,
    history: [{ at: createdAt, who: as('cara').id, what: 'held', through: 'slack' }],
    work: [],
  };
  await truth.ports.referrals.insert(referral);
}
