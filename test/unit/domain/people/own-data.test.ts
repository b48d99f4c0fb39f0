import { describe, expect, test } from '@jest/globals';
import { tellManagersOfLeaver } from '../../../../src/domain/announcing/tell-managers-of-leaver.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { requestMyExport } from '../../../../src/domain/history/request-my-export.js';
import { sendMyData } from '../../../../src/domain/history/send-my-data.js';
import { MOST_EXPORTED, sendMyReferrals } from '../../../../src/domain/history/send-my-referrals.js';
import { FileRefused, Unreachable, WHY_NO_FILE } from '../../../../src/domain/model/errors.js';
import { availabilityOn } from '../../../../src/domain/model/member/availability.js';
import { DEFAULT_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import type { Referral } from '../../../../src/domain/model/referral/referral.js';
import { changeOwnProfile } from '../../../../src/domain/people/change-own-profile.js';
import { requestErasure } from '../../../../src/domain/people/request-erasure.js';
import { updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import { submitProfileForm } from '../../../../src/domain/people/submit-profile-form.js';
import { syncDirectory } from '../../../../src/domain/people/sync-directory.js';
import type { MemberChanges, Referrals } from '../../../../src/domain/ports.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import { buildActor, buildInvite, buildProfile, buildReferral } from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const STRANGER = buildActor({ slackUserId: 'UNEW' });

describe('availability', () => {
  test.each([
    [{ kind: 'unknown' }, { kind: 'unknown' }],
    [{ kind: 'open' }, { kind: 'open' }],
    [{ kind: 'full' }, { kind: 'full' }],
    [
      { kind: 'full', until: '2026-11-26' },
      { kind: 'full', until: '2026-11-26' },
    ],
    [{ kind: 'full', until: '2026-11-25' }, { kind: 'open' }],
    [{ kind: 'full', until: '2025-12-31' }, { kind: 'open' }],
  ] as const)('%j is %j on the 25th', (said, holds) => {
    expect(availabilityOn(said, '2026-11-25')).toEqual(holds);
  });

  test('is said by the member, and shows on an open Home', async () => {
    const ports = await agency();
    await ports.members.configure('T1', 'UANA', { homeOpenedAt: START });
    const changes = { skills: ['Rust'], availability: { kind: 'open' } } as const;
    expect(await changeOwnProfile(ports, ANA, changes)).toMatchObject(changes);
    await runWork(ports, { withinMs: 1_000 });
    expect(ports.messenger.homes).toMatchObject([{ home: { member: changes } }]);
    await expectRefusal(changeOwnProfile(ports, STRANGER, changes), 'member.youUnknown');
  });

  test.each<MemberChanges>([
    { availability: { kind: 'full', until: '2026-11-25' } },
    { availability: { kind: 'full', until: '2028-11-26' } },
    { skills: Array.from({ length: 21 }, (_, index) => `s${index}`) },
    { skills: ['x'.repeat(41)] },
    { preferences: { ...DEFAULT_PREFERENCES, hidden: true, onLeaderboard: true } },
  ])('out of bounds is not kept: %j', async (changes) => {
    const ports = await agency();
    const before = await ports.members.get('T1', 'UANA');
    await expectRefusal(changeOwnProfile(ports, ANA, changes), 'member.badProfile');
    await expectRefusal(submitProfileForm(ports, ANA, changes), 'member.badProfile');
    expect(await ports.members.get('T1', 'UANA')).toEqual(before);
  });

  test('may be until tomorrow, or in two years', async () => {
    const ports = await agency();
    for (const until of ['2026-11-26', '2028-11-25']) {
      const availability = { kind: 'full', until } as const;
      expect(await changeOwnProfile(ports, ANA, { availability })).toMatchObject({ availability });
    }
  });
});

describe('one’s data', () => {
  test('come by DM, all of them and nobody else’s', async () => {
    const ports = await agency();
    const mine = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    const bens = buildInvite({ invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' } });
    for (const invite of [mine, bens]) await ports.invites.insert(invite);
    const sent = buildReferral();
    const received = buildReferral({
      status: 'forwarded',
      from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
      to: { name: 'Ana Lopez', slackUserId: 'UANA', target: { by: 'person', personId: 'p-ana' } },
      noteToColleague: 'For you, Ana',
      noteToClient: 'Between Ben and the client',
      actedBy: { slackUserId: 'UCLEO', name: 'Cleo Marsh' },
      trouble: { code: 'x', detail: 'y' },
      milestones: ['viewed'],
    });
    for (const referral of [sent, received]) await ports.referrals.insert(referral);
    await requestMyExport(ports, ANA, 'export-data');
    await runWork(ports);
    const [{ slackUserId, file } = { slackUserId: '', file: null }] = ports.messenger.files;
    expect([slackUserId, file?.kind]).toEqual(['UANA', 'my-data']);
    const data = (file as unknown as { data: Record<string, { id: string }[]> }).data;
    expect(data).toMatchObject({
      member: { slackUserId: 'UANA', email: 'p-ana@agency.example', accounts: [{ id: 'p-ana' }] },
      openInvites: [{ id: mine.id }],
      sent: [{ id: sent.id }],
    });
    const { job, noteToColleague, status, createdAt, milestones } = received;
    expect(data.received).toEqual([
      { job, from: { name: 'Ben Okoro' }, noteToColleague, status, createdAt, milestones },
    ]);
    expect(JSON.stringify(data)).not.toContain('"work"');
    expect(ports.messenger.files).toHaveLength(1);
  });

  test('as a table are one’s referrals', async () => {
    const ports = await agency();
    const referral = buildReferral({ status: 'forwarded' });
    await ports.referrals.insert(referral);
    await requestMyExport(ports, ANA, 'export-referrals');
    await requestMyExport(ports, BEN, 'export-referrals');
    await runWork(ports);
    expect(ports.messenger.files).toMatchObject([
      { slackUserId: 'UANA', file: { kind: 'referrals', sent: [{ id: referral.id }], received: [] } },
      { slackUserId: 'UBEN', file: { kind: 'referrals', sent: [], received: [{ id: referral.id }] } },
    ]);
  });

  const refusing = async (error: Error, times = 1) => {
    const ports = await agency();
    let left = times;
    const { sendFile } = ports.messenger;
    ports.messenger.sendFile = async (...args) => {
      left -= 1;
      if (left >= 0) throw error;
      return sendFile(...args);
    };
    return { ports, told: () => ports.sent.map(({ channel, content }) => [channel, content]) };
  };
  const trouble = (request: string, stage: string, why = {}) => [
    'DANA',
    { kind: 'request-trouble', request, stage, ...why },
  ];

  test.each(['export-data', 'export-referrals'] as const)(
    'that Slack takes no file of: whoever asked for %s hears it at once, each time that they ask',
    async (kind) => {
      const { ports, told } = await refusing(new Unreachable('refused', 'no files here'), 2);
      await requestMyExport(ports, ANA, kind);
      await runWork(ports);
      expect(told()).toEqual([trouble(kind, 'failed')]);
      await requestMyExport(ports, ANA, kind);
      await runWork(ports);
      expect(told()).toEqual([trouble(kind, 'failed'), trouble(kind, 'failed')]);
      await requestMyExport(ports, ANA, kind);
      await runWork(ports);
      expect(ports.messenger.files).toHaveLength(1);
    },
  );

  test.each(WHY_NO_FILE)('that Slack refuses, as %s: whoever asked hears why', async (why) => {
    const { ports, told } = await refusing(new FileRefused(why, 'no files here'));
    await requestMyExport(ports, ANA, 'export-data');
    await runWork(ports);
    expect(told()).toEqual([trouble('export-data', 'failed', { why })]);
  });

  test('that come late: it is said once, and they come; given up, that is said too', async () => {
    const { ports, told } = await refusing(new Error('Slack is away'), 4);
    await requestMyExport(ports, ANA, 'export-data');
    await runWork(ports, { withinMs: 60 * 60_000 });
    expect(told()).toEqual([trouble('export-data', 'delayed')]);
    expect(ports.messenger.files).toHaveLength(1);
    const forever = await refusing(new Error('Slack is away'), 1000);
    await requestMyExport(forever.ports, ANA, 'export-data');
    await runWork(forever.ports, { withinMs: 5 * 24 * 60 * 60_000 });
    expect(forever.told()).toEqual([trouble('export-data', 'delayed'), trouble('export-data', 'failed')]);
  });

  test('of somebody who turns out to have left go to nobody, and their invites are handed over', async () => {
    const { ports, told } = await refusing(new Unreachable('left', 'gone'));
    await requestMyExport(ports, ANA, 'export-data');
    await runWork(ports);
    expect(told()).toEqual([]);
    expect((await ports.members.get('T1', 'UANA'))?.isDeactivated).toBe(true);
  });

  test('that cannot be deleted: whoever asked hears it', async () => {
    const ports = await agency();
    ports.members.forget = () => Promise.reject(new Error('no database'));
    await requestErasure(ports, ANA);
    await runWork(ports, { withinMs: 5 * 24 * 60 * 60_000 });
    expect(ports.sent.map(({ content }) => content)).toMatchObject([
      { request: 'forget-member', stage: 'delayed' },
      { request: 'forget-member', stage: 'failed' },
    ]);
  });

  test('that are more than a file holds are cut, and the file says so', async () => {
    const ports = await agency();
    for (let count = 0; count < 203; count += 1)
      await ports.invites.insert(buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } }));
    const page: Referrals['page'] = async (_, { side, limit }) =>
      side === 'sent' ? Array<Referral>(limit).fill(buildReferral()) : [];
    const many = { ...ports, referrals: { ...ports.referrals, page } };
    await sendMyData(many, { tenantId: 'T1', id: 'UANA' });
    await sendMyReferrals(many, { tenantId: 'T1', id: 'UANA' });
    const [data, table] = ports.messenger.files.map(({ file }) => file);
    expect(data).toMatchObject({ isCut: true, data: { leftOut: { openInvites: 3, sentBefore: START } } });
    expect(data).not.toHaveProperty('data.leftOut.receivedBefore');
    expect(table).toMatchObject({ most: MOST_EXPORTED });
  });

  test('are for members; whoever has gone gets nothing', async () => {
    const ports = await agency();
    await expectRefusal(requestMyExport(ports, STRANGER, 'export-data'), 'member.youUnknown');
    await sendMyData(ports, { tenantId: 'T1', id: 'UNEW' });
    expect(ports.messenger.files).toEqual([]);
  });

  test('are tried again when Slack fails, and come once', async () => {
    const ports = await agency();
    await requestMyExport(ports, ANA, 'export-data');
    ports.messenger.failNext(new Error('Slack is down'));
    await runWork(ports, { withinMs: 600_000 });
    expect(ports.messenger.files).toHaveLength(1);
  });
});

describe('a member who leaves', () => {
  const gone = buildProfile({ isDeactivated: true });

  async function leaving(managers: string[] = []) {
    const ports = await agency({ settings: { managers } });
    const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
    await ports.invites.insert(invite);
    const told = () =>
      ports.sent.filter(({ content }) => content.kind === 'manager-nudge').map(({ channel }) => channel);
    return { ports, invite, told };
  }

  test('leaves their open invites to the managers, once', async () => {
    const { ports, invite, told } = await leaving(['UCLEO', 'UBEN', 'UANA']);
    await updateProfile(ports, 'T1', gone);
    await updateProfile(ports, 'T1', gone);
    await runWork(ports);
    expect(told().sort()).toEqual(['DBEN', 'DCLEO']);
    expect((await acceptInvite(ports, CLEO, invite.id)).decision).toMatchObject({
      onBehalfOf: { slackUserId: 'UANA' },
    });
  });

  test('leaves them once, wherever the process dies', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports, told } = await leaving(['UCLEO']);
      await updateProfile(dying(ports), 'T1', gone).catch(() => undefined);
      await updateProfile(ports, 'T1', gone);
      await runWork(ports);
      expect(told()).toEqual(['DCLEO']);
    });
    expect(steps).toBeGreaterThan(6);
  });

  test('leaves them also when only the list of members tells of it', async () => {
    const { ports, told } = await leaving(['UCLEO']);
    ports.directory.profiles.push(gone);
    for (let reading = 0; reading < 2; reading += 1) await syncDirectory(ports, { tenantId: 'T1', id: 'T1' });
    await runWork(ports);
    expect(told()).toEqual(['DCLEO']);
  });

  test('leaves them to whoever installed Baton where nobody manages', async () => {
    const { ports, told } = await leaving();
    await updateProfile(ports, 'T1', gone);
    await runWork(ports);
    expect(told()).toEqual([`D${ADMIN.slackUserId.slice(1)}`]);
  });

  test('leaves nothing that was decided, and nothing when they only changed their name', async () => {
    const { ports, invite, told } = await leaving(['UCLEO']);
    await updateProfile(ports, 'T1', buildProfile({ name: 'Ana L.' }));
    await runWork(ports);
    await acceptInvite(ports, ANA, invite.id);
    await updateProfile(ports, 'T1', gone);
    await runWork(ports);
    expect(told()).toEqual([]);
    await tellManagersOfLeaver(ports, { tenantId: 'T2', id: 'UANA' });
  });
});
