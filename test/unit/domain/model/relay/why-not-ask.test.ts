import { expect, test } from '@jest/globals';
import { askColleagues } from '../../../../../src/domain/asking/ask-colleagues.js';
import { type AskFacts, whyNotAsk } from '../../../../../src/domain/model/relay/why-not-ask.js';
import { expectRefusal } from '../../../../support/expect-refusal.js';
import { buildInvite } from '../../../../support/factories.js';
import { ANA, agency } from '../../../../support/populated-agency.js';

const asking = { status: 'asking' } as const;
const practice = buildInvite({ practice: true });

test.each<[string, Partial<AskFacts>, string | null]>([
  ['one’s own invite', {}, null],
  ['one that nobody wanted', { relay: { status: 'exhausted' } }, null],
  ['practice', { invite: practice, whyNotRefer: 'referral.notReleased', relay: asking }, 'relay.practice'],
  ['what cannot be referred', { whyNotRefer: 'referral.jobTaken', relay: asking }, 'referral.jobTaken'],
  ['one that is asked about already', { relay: asking }, 'relay.running'],
])('%s', (_, given, why) => {
  expect(whyNotAsk({ invite: buildInvite(), whyNotRefer: null, relay: null, ...given })).toBe(why);
});

test('practice is refused, whatever an old card offers', async () => {
  const ports = await agency();
  await ports.invites.insert(practice);
  const wish = { colleagues: ['UBEN'], reasonId: 'busy' };
  await expectRefusal(askColleagues(ports, ANA, practice.id, wish), 'relay.practice');
});
