import { describe, expect, test } from '@jest/globals';
import { advanceRelay } from '../../../../src/domain/asking/advance-relay.js';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { cancelRelay } from '../../../../src/domain/asking/cancel-relay.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { recordMilestone, recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import type { MessageContent } from '../../../../src/domain/model/views/message-content.js';
import { buildInvite, buildReferral } from '../../../support/factories.js';
import { announceInvite, announceReferral, announceRelay, nudgeInvite } from '../../../support/job-verbs.js';
import { START } from '../../../support/memory-ports.js';
import { ANA, agency, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

/** Ana has been reminded for the last time, and nothing was delivered yet. */
async function reminded() {
  const ports = await agency({ settings: { nudgeHours: [4], managers: ['UCLEO'] } });
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(invite);
  await nudgeInvite(ports, invite);
  await announceInvite(ports, invite);
  const shown = (...kinds: MessageContent['kind'][]) =>
    ports.sent.filter(({ content }) => kinds.includes(content.kind));
  return { ports, invite, shown };
}

describe('what is settled before it could be posted is not posted:', () => {
  test('a reminder', async () => {
    const { ports, invite, shown } = await reminded();
    await acceptInvite(ports, ANA, invite.id);
    await runWork(ports);
    expect(shown('nudge', 'manager-nudge')).toEqual([]);
    expect(shown('invite-card')).toHaveLength(1);
  });

  test('a soft ask', async () => {
    const { ports, invite, shown } = await reminded();
    const relay = await askColleagues(ports, ANA, invite.id, { colleagues: ['UBEN'], reasonId: 'busy' });
    await advanceRelay(ports, relay);
    await announceRelay(ports, relay);
    await cancelRelay(ports, ANA, relay.id);
    await runWork(ports);
    expect(shown('relay-ask')).toEqual([]);
    expect(shown('relay-news')).toHaveLength(1);
  });

  test('news that is old before it was posted, so that no later one comes before it', async () => {
    const ports = await agency();
    const referral = buildReferral({ id: 'r1', status: 'forwarded' });
    await ports.referrals.insert(referral);
    await recordReferralOutcome(ports, referral, 'accepted', START);
    await recordMilestone(ports, referral, 'interviewed', START);
    await announceReferral(ports, referral);
    await recordReferralOutcome(ports, referral, 'hired', START);
    await announceReferral(ports, referral);
    await runWork(ports, { pick: (count) => count - 1 });
    expect(ports.sent.map(({ id }) => id)).toEqual(['news.r1.hired']);
    expect(ports.dispatched.map(({ id }) => id)).toContain('news.r1.interviewed');
  });
});

test('what was posted is edited, and asks for nothing any more', async () => {
  const { ports, invite, shown } = await reminded();
  await runWork(ports);
  expect(
    shown('nudge', 'manager-nudge')
      .map(({ channel }) => channel)
      .sort(),
  ).toEqual(['DANA', 'DCLEO']);
  await acceptInvite(ports, ANA, invite.id);
  await runWork(ports);
  for (const { content } of shown('nudge', 'manager-nudge'))
    expect(content).toMatchObject({ invite: { status: 'accepted' } });
  expect(shown('nudge', 'manager-nudge')).toHaveLength(2);
});
