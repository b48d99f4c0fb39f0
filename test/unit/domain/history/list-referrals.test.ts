import { expect, test } from '@jest/globals';
import { listReferrals } from '../../../../src/domain/history/list-referrals.js';
import { HAS_LEFT } from '../../../../src/domain/model/views/listed-referral.js';
import { buildProfile, buildReferral } from '../../../support/factories.js';
import { agency } from '../../../support/populated-agency.js';

const toCleo = { name: 'Cleo Marsh', slackUserId: 'UCLEO', target: { by: 'person', personId: 'p-cleo' } } as const;

async function passedOn(given: Parameters<typeof buildReferral>[0] = {}) {
  const ports = await agency();
  const anas = buildReferral({ status: 'declined', takesSlot: false, ...given });
  const chain = [{ ...anas.from, referralId: anas.id }];
  const takesSlot = !anas.takesSlot;
  const bens = buildReferral({
    job: anas.job,
    chain,
    takesSlot,
    from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
    to: toCleo,
  });
  for (const one of [anas, bens]) await ports.referrals.insert(one);
  const shown = async () => (await listReferrals(ports, 'T1', [anas]))[0];
  return { ports, shown };
}

test('a list says whom a referral was passed on to, unless they have left', async () => {
  const { ports, shown } = await passedOn();
  expect(await shown()).toHaveProperty('passedOnTo.name', 'Cleo Marsh');
  await ports.members.save('T1', [buildProfile({ slackUserId: 'UCLEO', name: 'Cleo Marsh', isDeactivated: true })]);
  expect(await shown()).toHaveProperty('passedOnTo', expect.objectContaining(HAS_LEFT));
});

test.each([{ takesSlot: true }, { status: 'forwarded' }, { status: 'failed' }] as const)(
  'and nothing of it where it was not: %j',
  async (given) => {
    expect(await (await passedOn(given)).shown()).not.toHaveProperty('passedOnTo');
  },
);
