import { describe, expect, test } from '@jest/globals';
import type { Invite } from '../../../../src/domain/model/invite/invite.js';
import type { MemberChanges } from '../../../../src/domain/ports.js';
import { bestMatch } from '../../../../src/domain/referring/best-match.js';
import { buildInvite, buildJob, buildProfile, buildReferral } from '../../../support/factories.js';
import { agency, PEOPLE } from '../../../support/populated-agency.js';

const toAna = (given: Partial<Invite> = {}) =>
  buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' }, job: buildJob({ skills: ['Go'] }), ...given });

async function team(sayings: Readonly<Record<string, MemberChanges>>) {
  const ports = await agency();
  for (const [id, said] of Object.entries(sayings)) await ports.members.configure('T1', id, said);
  return ports;
}

const OPEN = { availability: { kind: 'open' } } as const;
const GO = { skills: ['go'], ...OPEN };

describe('the best match', () => {
  test('is the colleague who fits best, with the reason', async () => {
    const ports = await team({ UBEN: OPEN, UCLEO: GO });
    expect(await bestMatch(ports, toAna(), [])).toMatchObject({
      slackUserId: 'UCLEO',
      why: [{ fact: 'skills', shared: ['Go'] }, { fact: 'open' }],
    });
  });

  test('is nobody while nothing speaks for anybody, or no member is linked', async () => {
    const ports = await team({});
    expect(await bestMatch(ports, toAna(), [])).toBeNull();
    const full = await team({ UBEN: { skills: ['Go'], availability: { kind: 'full' } } });
    expect(await bestMatch(full, toAna(), [])).toBeNull();
    expect(await bestMatch(await team({ UCLEO: GO }), toAna({ invitee: { person: PEOPLE.ana } }), [])).toBeNull();
  });

  test('is never oneself, nor somebody whom a rule forbids', async () => {
    const ports = await team({ UANA: GO, UBEN: GO, UCLEO: { ...GO, preferences: HIDDEN } });
    await ports.members.save('T1', [buildProfile({ slackUserId: 'UGONE', name: 'Gone', isDeactivated: true })]);
    const invite = toAna();
    expect(await bestMatch(ports, invite, [])).toMatchObject({ slackUserId: 'UBEN' });
    const chain = [{ slackUserId: 'UBEN', name: 'Ben', referralId: 'r' }];
    expect(await bestMatch(ports, { ...invite, chain }, [])).toBeNull();
    const taken = buildReferral({ to: { name: 'Ben', target: { by: 'person', personId: PEOPLE.ben.id } } });
    expect(await bestMatch(ports, invite, [taken])).toBeNull();
  });

  test('is found without the marketplace, so that no card waits for it', async () => {
    const ports = await team({ UCLEO: GO });
    ports.marketplace.failNext(new Error('down'), 100);
    expect(await bestMatch(ports, toAna(), [])).toMatchObject({ slackUserId: 'UCLEO' });
  });
});

const HIDDEN = { muted: [], digest: true, onLeaderboard: false, hidden: true };
