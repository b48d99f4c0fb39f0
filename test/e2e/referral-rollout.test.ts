import { describe, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { de } from '../../src/slack/words/de.js';
import { en } from '../../src/slack/words/en.js';
import { configureEverywhere } from '../support/change-settings.js';
import { arrive, isOpen, offersOf, refer, untilCard, untilReferral, wordsOf } from '../support/e2e-actions.js';
import { forgeReferral } from '../support/forge-payloads.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

describe('limited release', () => {
  test('at 0 percent a member has Decline only; the lists go before; an open referral goes on', async () => {
    const underway = await arrive(stage());
    await refer(as('ana'), underway, 'Ben Okoro');
    const { receivedExternalId } = await untilReferral(stage(), underway, 'forwarded');
    await configureEverywhere(stage(), { percent: '0', always: [as('ben').id] });
    const anas = await arrive(stage());
    const card = await untilCard(as('ana'), anas);
    const offers = offersOf(card);
    expect(offers).toEqual(expect.arrayContaining([ACTION.accept, ACTION.decline]));
    for (const action of [ACTION.refer, ACTION.pickColleague, ACTION.ask]) expect(offers).not.toContain(action);
    expect(wordsOf(card)).toContain(en.refusal['referral.notReleased']);
    const forged = await forgeReferral(stage(), 'ana', anas, 'person:p_mei');
    expect(forged.text).toContain(en.refusal['referral.notReleased']);
    const bens = await arrive(stage(), { freelancer: 'f-ben' });
    await untilCard(as('ben'), bens, (now) => offersOf(now).includes(ACTION.refer));
    await act(stage(), `invitations/${receivedExternalId}/accept`);
    await untilReferral(stage(), underway, 'accepted');
    await untilCard(as('ana'), underway, (now) => now.text.includes('Ben Okoro accepted'));
  });

  test('at 100 percent the list of those who may never refer still wins', async () => {
    await configureEverywhere(stage(), { percent: '100', always: [], never: [as('cara').id] });
    const anas = await arrive(stage());
    await untilCard(as('ana'), anas, (now) => isOpen(now) && offersOf(now).includes(ACTION.refer));
    const caras = await arrive(stage(), { freelancer: 'f-cara' });
    const card = await untilCard(as('cara'), caras);
    expect(offersOf(card)).not.toContain(ACTION.refer);
    expect(wordsOf(card)).toContain(de.refusal['referral.notReleased']);
  });
});
