import { expect, test } from '@jest/globals';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import { arrive, invitationOf, untilCard, wordsOf } from '../support/e2e-actions.js';
import { testStage } from '../support/stage.js';

const stage = testStage();
const as = (name: string) => stage().driver.as(name);

test('two members who are invited to one job see each other on their cards, and what the other answers', async () => {
  const hers = await arrive(stage());
  await untilCard(as('ana'), hers);
  const { jobId } = invitationOf(stage(), hers);
  const his = await arrive(stage(), { freelancer: 'f-ben', jobId });
  const [card] = await Promise.all([
    untilCard(as('ana'), hers, (now) => /Also invited: Ben [^ (]+"/.test(wordsOf(now))),
    untilCard(as('ben'), his, (now) => /Also invited: Ana [^ (]+"/.test(wordsOf(now))),
  ]);
  await as('ana').press(card, ACTION.decline);
  const modal = await as('ana').untilModal(({ callbackId }) => callbackId === MODAL.decline);
  await as('ana').pick(modal, VALUE, 'budget', '', { blockId: REASON });
  await as('ana').submit();
  const declined = await untilCard(as('ben'), his, (now) => wordsOf(now).includes('(declined)'));
  expect(wordsOf(declined)).toMatch(/Also invited: Ana [^ ]+ \(declined\)"/);
});
