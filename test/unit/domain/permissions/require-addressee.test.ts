import { describe, expect, test } from '@jest/globals';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { prepareDecision } from '../../../../src/domain/deciding/prepare-decision.js';
import { readClientLetter } from '../../../../src/domain/deciding/read-client-letter.js';
import { assignInvitesToMember } from '../../../../src/domain/lifecycle/assign-invites-to-member.js';
import { isTeamMember } from '../../../../src/domain/model/member/member.js';
import { findColleagues } from '../../../../src/domain/referring/find-colleagues.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvite,
  buildMember,
  buildPerson,
  buildProfile,
  buildRedraw,
} from '../../../support/factories.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, agency, BEN } from '../../../support/populated-agency.js';

const by = (slackUserId: string) => buildActor({ slackUserId, name: slackUserId });

/** An invite in a channel, whose person no member is linked to; a guest, a bot and a stranger read there too. */
async function inChannel(settings = {}) {
  const ports = await agency({ settings });
  await ports.members.save('T1', [
    buildProfile({ slackUserId: 'UGUEST', isGuest: true }),
    buildProfile({ slackUserId: 'UEXT', isExternal: true }),
    buildProfile({ slackUserId: 'UBOT', isBot: true }),
    buildProfile({ slackUserId: 'UGONE', isDeactivated: true }),
  ]);
  const invite = buildInvite({ invitee: { person: buildPerson({ id: 'p-zed', name: 'Zed' }) } });
  await ports.invites.insert(invite);
  return { ports, invite };
}

type Given = Awaited<ReturnType<typeof inChannel>>;
type Who = ReturnType<typeof by>;

const wish = { colleague: { kind: 'member', slackUserId: 'UCLEO' }, reasonId: 'busy' } as const;

const ACTS: Record<string, (given: Given, who: Who) => Promise<unknown>> = {
  accepts: ({ ports, invite }, who) => acceptInvite(ports, who, invite.id),
  declines: ({ ports, invite }, who) => declineInvite(ports, who, invite.id, { reasonId: 'busy' }),
  'opens a modal': ({ ports, invite }, who) => prepareDecision(ports, who, invite.id),
  refers: ({ ports, invite }, who) => referInvite(ports, who, invite.id, wish),
  'asks first': ({ ports, invite }, who) =>
    askColleagues(ports, who, invite.id, { colleagues: ['UCLEO'], reasonId: 'busy' }),
  'looks colleagues up': ({ ports, invite }, who) => findColleagues(ports, who, invite.id, ''),
  'reads the letter': ({ ports, invite }, who) => readClientLetter(ports, who, invite.id),
};

describe.each(Object.entries(ACTS))('of an invite that nobody is linked to, one %s', (_, act) => {
  test.each(['UGUEST', 'UEXT', 'UBOT', 'UGONE', 'USTRANGER'])('not as %s', async (who) => {
    const given = await inChannel();
    await expectRefusal(act(given, by(who)), 'member.notOneOfUs');
    expect(await given.ports.invites.get(given.invite)).toEqual(given.invite);
  });

  test('as a member of the team, or whoever installed Baton and is not known yet', async () => {
    for (const who of [BEN, ADMIN]) await expect(act(await inChannel(), who)).resolves.toBeDefined();
    const given = await inChannel();
    await given.ports.members.forget('T1', ADMIN.slackUserId, START, buildRedraw);
    await expect(act(given, ADMIN)).resolves.toBeDefined();
  });

  test('as a guest where guests count as colleagues, and not because they were a manager before', async () => {
    await expect(act(await inChannel({ guests: true }), by('UGUEST'))).resolves.toBeDefined();
    await expectRefusal(act(await inChannel({ managers: ['UGUEST'] }), by('UGUEST')), 'member.notOneOfUs');
  });
});

test('an invite that was linked a moment ago is not decided by somebody else', async () => {
  for (const act of [ACTS.accepts, ACTS.refers]) {
    const { ports, invite } = await inChannel();
    await assignInvitesToMember(ports, 'p-zed', buildMember({ slackUserId: 'UCLEO' }));
    const late = { ...ports, invites: { ...ports.invites, get: lateReader(ports, invite) } };
    await expectRefusal(act?.({ ports: late, invite }, BEN) ?? Promise.resolve(), 'invite.notYours');
    expect(await ports.invites.get(invite)).toMatchObject({ status: 'open', invitee: { slackUserId: 'UCLEO' } });
  }
});

/** Reads what was there before at first, and then what is. */
function lateReader(ports: Given['ports'], before: Given['invite']) {
  const answers = [before];
  return async (ref: Parameters<typeof ports.invites.get>[0]) => answers.shift() ?? ports.invites.get(ref);
}

test.each([
  [{}, true],
  [{ isBot: true }, false],
  [{ isExternal: true }, false],
  [{ isDeactivated: true }, false],
  [{ isGuest: true }, false],
])('a profile with %j is one of us: %s', (given, one) => {
  expect(isTeamMember(buildProfile(given), { guests: false })).toBe(one);
  expect(isTeamMember(buildProfile(given), { guests: true })).toBe(one || 'isGuest' in given);
});
