import { describe, expect, test } from '@jest/globals';
import { openHome } from '../../../../src/domain/announcing/open-home.js';
import { askColleagues } from '../../../../src/domain/asking/ask-colleagues.js';
import { acceptInvite } from '../../../../src/domain/deciding/accept-invite.js';
import { correctFacts } from '../../../../src/domain/deciding/correct-facts.js';
import { declineInvite } from '../../../../src/domain/deciding/decline-invite.js';
import { sendPracticeInvite } from '../../../../src/domain/deciding/send-practice-invite.js';
import { requestMyExport } from '../../../../src/domain/history/request-my-export.js';
import { recordReferralOutcome } from '../../../../src/domain/lifecycle/record-outcome.js';
import { FORGOTTEN_PREFERENCES } from '../../../../src/domain/model/member/member.js';
import { changeOwnProfile } from '../../../../src/domain/people/change-own-profile.js';
import { forgetMember } from '../../../../src/domain/people/forget-member.js';
import { giveFeedback } from '../../../../src/domain/people/give-feedback.js';
import { linkMember } from '../../../../src/domain/people/link-member.js';
import { requestErasure } from '../../../../src/domain/people/request-erasure.js';
import { updateProfile } from '../../../../src/domain/people/save-slack-profile.js';
import { submitProfileForm } from '../../../../src/domain/people/submit-profile-form.js';
import { syncDirectory } from '../../../../src/domain/people/sync-directory.js';
import { receiveInvite } from '../../../../src/domain/receiving/receive-invite.js';
import { referInvite } from '../../../../src/domain/referring/refer-invite.js';
import { expectRefusal } from '../../../support/expect-refusal.js';
import {
  buildActor,
  buildInvitation,
  buildInvite,
  buildJob,
  buildProfile,
  buildReferral,
} from '../../../support/factories.js';
import { dieAtEveryStep } from '../../../support/hooked-ports.js';
import { announceInvite } from '../../../support/job-verbs.js';
import { type MemoryPorts, START } from '../../../support/memory-ports.js';
import { ADMIN, ANA, agency, BEN, CLEO, PEOPLE } from '../../../support/populated-agency.js';
import { runWork } from '../../../support/run-work.js';

const REF = { tenantId: 'T1', id: 'UANA' };
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const WORDS = { noteToColleague: 'From Ana', noteToClient: 'Ana says so' };

async function invited(given: Parameters<typeof agency>[0] = {}) {
  const ports = await agency(given);
  const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
  await ports.invites.insert(invite);
  const refer = (by = ANA) => {
    const colleague = { kind: 'member', slackUserId: 'UBEN' } as const;
    return referInvite(ports, by, invite.id, { colleague, reasonId: 'busy', ...WORDS });
  };
  return { ports, invite, refer };
}

const ana = async (ports: MemoryPorts) => {
  const member = await ports.members.get('T1', 'UANA');
  if (!member) throw new Error('Ana is gone');
  return member;
};

const isForgotten = async (ports: MemoryPorts) => (await ana(ports)).forgottenAt !== undefined;

describe('forgetting a member', () => {
  test('takes their name out of all that others see, and keeps the counts', async () => {
    const { ports, invite, refer } = await invited({ settings: { undoSeconds: 0 } });
    const referral = await refer();
    await runWork(ports);
    await requestErasure(ports, ANA);
    await runWork(ports);
    const left = JSON.stringify([await ports.invites.get(invite), await ports.referrals.get(referral)]);
    expect(left.replace('Hello Ana', '')).not.toContain('Ana');
    expect(left).toContain('Ben Okoro');
    expect(await ana(ports)).toMatchObject({
      name: '',
      skills: [],
      preferences: FORGOTTEN_PREFERENCES,
      forgottenAt: START,
      work: [],
    });
    expect(await ports.tallies.of('T1', 'UANA', ['all'])).toMatchObject([{ counts: { sent: 1, forwarded: 1 } }]);
  });

  test('takes it off the cards, asks and feedback that were posted', async () => {
    const { ports, refer } = await invited({ settings: { undoSeconds: 0, feedbackChannel: 'CFEED' } });
    await giveFeedback(ports, ANA, 'Ana wants cake');
    const referral = await refer();
    await runWork(ports);
    const target = {
      referredBy: { name: 'Ana Lopez' },
      fromInvitationId: referral.externalInviteId,
      message: 'From Ana',
    };
    await receiveInvite(
      ports,
      'T1',
      buildInvitation({ freelancer: PEOPLE.ben, job: buildJob({ id: 'j2' }), referral: target }),
    );
    await runWork(ports);
    const shown = () => JSON.stringify(ports.sent.map(({ content }) => content)).replaceAll('Hello Ana', '');
    expect(shown()).toMatch(/Ana Lopez.*From Ana/);
    await requestErasure(ports, ANA);
    await runWork(ports, { withinMs: MINUTE });
    expect(shown()).not.toContain('Ana');
    expect(shown()).toContain('Ben Okoro');
  });

  test('shows so many anew at a time, and the rest later', async () => {
    const ports = await agency();
    for (let count = 0; count < 45; count += 1) {
      const invite = buildInvite({ invitee: { person: PEOPLE.ana, slackUserId: 'UANA' } });
      await ports.invites.insert(invite);
      await announceInvite(ports, invite);
    }
    await runWork(ports);
    await requestErasure(ports, ANA);
    await runWork(ports, { withinMs: MINUTE / 4 });
    const edited = () => ports.sent.filter(({ edits }) => edits > 0).length;
    expect(edited()).toBe(20);
    await runWork(ports, { withinMs: MINUTE });
    expect(edited()).toBe(45);
  });

  test('is for those whom the directory knows', async () => {
    const ports = await agency();
    await expectRefusal(requestErasure(ports, buildActor({ slackUserId: 'UNEW' })), 'member.youUnknown');
    await forgetMember(ports, { tenantId: 'T1', id: 'UNEW' });
  });

  test('comes to its end wherever the process dies', async () => {
    const steps = await dieAtEveryStep(async (dying) => {
      const { ports } = await invited();
      await requestErasure(ports, ANA);
      await forgetMember(dying(ports), REF).catch(() => undefined);
      await runWork(ports);
      expect([await isForgotten(ports), (await ana(ports)).work]).toEqual([true, []]);
    });
    expect(steps).toBeGreaterThan(5);
  });

  test('leaves the work of their leaving to be done, and shows on an open Home', async () => {
    const { ports } = await invited({ settings: { managers: ['UCLEO'] } });
    await openHome(ports, ANA);
    await requestErasure(ports, ANA);
    await updateProfile(ports, 'T1', buildProfile({ isDeactivated: true }));
    await forgetMember(ports, REF);
    await runWork(ports);
    expect(ports.sent.map(({ channel }) => channel)).toContain('DCLEO');
    expect(ports.messenger.homes.at(-1)).toMatchObject({ slackUserId: 'UANA', home: { member: { name: '' } } });
  });
});

describe('what is under way goes first', () => {
  test('a referral of theirs, with their words, also when the first answer is lost', async () => {
    const { ports, refer } = await invited();
    const referral = await refer();
    await requestErasure(ports, ANA);
    ports.marketplace.failNext(new Error('the answer was lost'));
    await runWork(ports, { withinMs: HOUR });
    const call = {
      idempotencyKey: referral.id,
      decline: {
        referral: { referredBy: { name: 'Ana Lopez' }, message: 'From Ana', messageToClient: 'Ana says so' },
      },
    };
    expect(ports.marketplace.calls).toMatchObject([call, call]);
    expect(await ports.referrals.get(referral)).toMatchObject({ status: 'forwarded', from: { name: '' } });
    expect(await isForgotten(ports)).toBe(true);
  });

  test('a referral to them by their email address', async () => {
    const ports = await agency();
    const target = { by: 'email', email: 'ana@agency.example' } as const;
    const referral = buildReferral({
      status: 'forwarding',
      from: { slackUserId: 'UBEN', name: 'Ben Okoro' },
      to: { name: 'Ana Lopez', slackUserId: 'UANA', target },
    });
    await ports.referrals.insert(referral);
    await requestErasure(ports, ANA);
    await runWork(ports, { withinMs: HOUR });
    expect(await ports.referrals.get(referral)).toEqual(referral);
    const line = { at: START, who: 'marketplace', what: 'forwarded', through: 'api' } as const;
    await ports.referrals.advance(referral, { from: ['forwarding'], set: { status: 'forwarded' }, line, work: [] });
    await runWork(ports, { withinMs: HOUR });
    expect((await ports.referrals.get(referral))?.to).toMatchObject({ name: '', target: { email: '' } });
  });

  test('a decline with a message, also when the first answer is lost', async () => {
    const { ports, invite } = await invited();
    await declineInvite(ports, ANA, invite.id, { reasonId: 'busy', messageToClient: 'Ana is busy' });
    await requestErasure(ports, ANA);
    ports.marketplace.failNext(new Error('the answer was lost'));
    await runWork(ports, { withinMs: HOUR });
    const call = { call: 'decline', decline: { message: 'Ana is busy' } };
    expect(ports.marketplace.calls).toMatchObject([call, call]);
    expect((await ports.invites.get(invite))?.decision).not.toHaveProperty('messageToClient');
    expect(await isForgotten(ports)).toBe(true);
  });

  test('a file that they asked for', async () => {
    const ports = await agency();
    await requestMyExport(ports, ANA, 'export-data');
    await requestErasure(ports, ANA);
    ports.messenger.failNext(new Error('Slack is down'));
    await runWork(ports, { withinMs: HOUR });
    expect(ports.messenger.files).toMatchObject([{ file: { data: { member: { name: 'Ana Lopez' } } } }]);
    expect(await isForgotten(ports)).toBe(true);
  });

  test('but nothing that others have under way', async () => {
    const ports = await agency();
    const bens = buildInvite({ invitee: { person: PEOPLE.ben, slackUserId: 'UBEN' } });
    await ports.invites.insert(bens);
    const to = { ...CLEO, target: { by: 'person', personId: 'p-cleo' } } as const;
    await ports.referrals.insert(buildReferral({ from: { ...BEN }, to }));
    await acceptInvite(ports, BEN, bens.id);
    await requestErasure(ports, ANA);
    await forgetMember(ports, REF);
    expect(await isForgotten(ports)).toBe(true);
  });

  test('but nothing that goes by hand', async () => {
    const { ports, invite } = await invited({ path: 'handoff' });
    await acceptInvite(ports, ANA, invite.id);
    await requestErasure(ports, ANA);
    await runWork(ports, { withinMs: MINUTE });
    expect((await ports.invites.get(invite))?.decision).toMatchObject({ byName: '', byHand: true });
    expect(await isForgotten(ports)).toBe(true);
  });
});

describe('whoever was forgotten', () => {
  const slackSays = buildProfile({ email: 'p-ana@agency.example', timeZone: 'Europe/Oslo', locale: 'de-DE' });

  async function forgotten() {
    const world = await invited();
    await requestErasure(world.ports, ANA);
    await runWork(world.ports);
    world.ports.directory.profiles.push(slackSays);
    world.ports.marketplace.team.push(PEOPLE.ana);
    return world;
  }

  test('stays so, whatever Slack or the marketplace says', async () => {
    const { ports } = await forgotten();
    await updateProfile(ports, 'T1', slackSays);
    await syncDirectory(ports, { tenantId: 'T1', id: 'T1' });
    const before = await ana(ports);
    expect(before).toMatchObject({ name: '', isDeactivated: false });
    for (const field of ['email', 'timeZone', 'locale', 'person']) expect(before).not.toHaveProperty(field);
    await expectRefusal(linkMember(ports, ADMIN, 'UANA', 'p-ana'), 'member.forgotten');
    await changeOwnProfile(ports, ANA, { skills: ['Rust'] });
    expect(await isForgotten(ports)).toBe(true);
  });

  test('is known again, and tied again, once they write about themselves', async () => {
    const { ports } = await forgotten();
    const preferences = { ...FORGOTTEN_PREFERENCES, hidden: false };
    await submitProfileForm(ports, ANA, { skills: ['Go'], preferences });
    expect(ports.dispatched.at(-1)?.work.at(-1)).toMatchObject({ job: 'sync-directory', at: START });
    await runWork(ports);
    expect(await ana(ports)).toMatchObject({ ...slackSays, accounts: [{ id: 'p-ana' }], skills: ['Go'], preferences });
    expect(await isForgotten(ports)).toBe(false);
    const planned = (await ports.tenants.get('T1'))?.work.length;
    await submitProfileForm(ports, ANA, { skills: [] });
    expect((await ports.tenants.get('T1'))?.work).toHaveLength(planned ?? 0);
    await expectRefusal(submitProfileForm(ports, buildActor({ slackUserId: 'UNEW' }), {}), 'member.youUnknown');
  });

  test('hears no news of a referral, and none a second time', async () => {
    const { ports, refer } = await invited({ settings: { undoSeconds: 0 } });
    const referral = await refer();
    await runWork(ports);
    const told = () => ports.sent.flatMap(({ content }) => (content.kind === 'referral-news' ? [content.event] : []));
    expect(told()).toEqual(['forwarded']);
    await requestErasure(ports, ANA);
    await runWork(ports);
    await recordReferralOutcome(ports, referral, 'accepted', START);
    await runWork(ports);
    expect(told()).toEqual(['forwarded']);
    await submitProfileForm(ports, ANA, { preferences: { ...FORGOTTEN_PREFERENCES, muted: ['accepted'] } });
    await recordReferralOutcome(ports, referral, 'hired', START);
    await runWork(ports);
    expect(told()).toEqual(['forwarded', 'hired']);
  });

  test('refers without a name, and is a colleague to the marketplace', async () => {
    const { ports, invite, refer } = await forgotten();
    const referral = await refer();
    await runWork(ports, { withinMs: HOUR });
    expect(await ports.referrals.get(referral)).toMatchObject({ from: { slackUserId: 'UANA', name: '' } });
    expect(await ports.invites.get(invite)).toMatchObject({ decision: { by: 'UANA', byName: '' } });
    expect(ports.marketplace.calls).toMatchObject([{ decline: { referral: { referredBy: { name: 'A colleague' } } } }]);
  });

  test('answers, asks, practises and writes without a name, until they are known again', async () => {
    const { ports, invite } = await forgotten();
    const names = async () => {
      const invitee = { person: PEOPLE.ana, slackUserId: 'UANA' };
      const another = buildInvite({ invitee, uncertain: ['title'] });
      await ports.invites.insert(another);
      const wish = { colleagues: ['UBEN'], reasonId: 'busy' };
      const { from } = await askColleagues(ports, ANA, another.id, wish);
      const feedback = await giveFeedback(ports, ANA, 'Hm.');
      const practice = await sendPracticeInvite(ports, ANA, { title: 'T', client: 'C', letter: 'L' });
      const { corrected } = await correctFacts(ports, ANA, another.id, { title: 'As Ana wrote it' });
      const accepted = await acceptInvite(ports, ANA, another.id);
      return [
        from.name,
        feedback.from.name,
        practice.invitee.person.name,
        corrected?.byName,
        accepted.decision?.byName,
      ];
    };
    expect(await names()).toEqual(['', '', '', '', '']);
    await acceptInvite(ports, ANA, invite.id);
    await submitProfileForm(ports, ANA, {});
    await runWork(ports);
    expect(new Set(await names())).toEqual(new Set(['Ana Lopez']));
    expect((await ports.invites.get(invite))?.decision?.byName).toBe('');
  });

  test('is a colleague to the marketplace when a manager refers for them', async () => {
    const { ports, refer } = await forgotten();
    await refer(ADMIN);
    await runWork(ports, { withinMs: HOUR });
    expect(ports.marketplace.calls).toMatchObject([{ decline: { referral: { referredBy: { name: 'A colleague' } } } }]);
  });
});
