import { describe, expect, test } from '@jest/globals';
import { acceptInvite } from '../../../../src/domain/invite/accept-invite.js';
import { announceInvite } from '../../../../src/domain/invite/announce-invite.js';
import { nudgeInvite } from '../../../../src/domain/invite/nudge-invite.js';
import { prepareDecision } from '../../../../src/domain/invite/prepare-decision.js';
import { readLetter } from '../../../../src/domain/invite/read-letter.js';
import type { Settings } from '../../../../src/domain/tenant/tenant.js';
import { ADMIN, ANA, agency } from '../../../support/agency.js';
import { buildInvite } from '../../../support/factories.js';

const everyHour = { from: 0, to: 24, days: [1, 2, 3, 4, 5, 6, 7] };

/** After so many reminders, each announced. */
async function reminded(times: number, settings: Partial<Settings> = {}) {
  const ports = await agency();
  await ports.tenants.configure('T1', { working: everyHour, ...settings });
  const invite = buildInvite();
  await ports.invites.insert(invite);
  for (let step = 0; step < times; step += 1) {
    await nudgeInvite(ports, invite);
    await announceInvite(ports, invite);
  }
  const message = (id: string) => ports.messages.get({ tenantId: 'T1', id });
  return {
    ports,
    invite,
    reminder: (step: number) => message(`nudge.${invite.id}.${step}.UANA`),
    toManager: (who: string) => message(`manager-nudge.${invite.id}.last.${who}`),
  };
}

describe('reminding', () => {
  test('goes to the member at every step, and to the managers after the last', async () => {
    const { reminder, toManager } = await reminded(2);
    expect(await reminder(2)).toMatchObject({ kind: 'nudge', to: 'UANA' });
    expect(await toManager(ADMIN.slackUserId)).toBeNull();
    const third = await reminded(3, { managers: ['UOLGA', 'UANA'] });
    expect(await third.toManager('UOLGA')).toMatchObject({ kind: 'manager-nudge' });
    expect(await third.toManager('UANA')).toBeNull();
  });

  test('has its last step where the working hours leave fewer than the settings name', async () => {
    const { toManager } = await reminded(2, { working: { from: 9, to: 18, days: [1, 2, 3, 4, 5] } });
    expect(await toManager(ADMIN.slackUserId)).toMatchObject({ kind: 'manager-nudge' });
  });

  test('renews every reminder once the invite is answered', async () => {
    const { ports, invite, reminder, toManager } = await reminded(3);
    const before = (await reminder(1))?.wanted ?? 0;
    await acceptInvite(ports, ANA, invite.id);
    await announceInvite(ports, invite);
    const wanted = await Promise.all([reminder(1), reminder(2), reminder(3), toManager(ADMIN.slackUserId)]);
    const now = (await ports.invites.get(invite))?.revision ?? 0;
    expect(now).toBeGreaterThan(before);
    expect(wanted.map((message) => message?.wanted)).toEqual([now, now, now, now]);
  });
});

test('a manager may prepare a decision and read the letter in a member’s place', async () => {
  const { ports, invite } = await reminded(0);
  expect((await prepareDecision(ports, ADMIN, invite.id)).invite.id).toBe(invite.id);
  expect((await readLetter(ports, ADMIN, invite.id)).letter).toBe(invite.letter);
});
