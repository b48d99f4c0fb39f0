import { describe, expect, test } from '@jest/globals';
import { type Handoff, handoffSteps } from '../../../../../src/domain/model/handoff/steps.js';
import { identify } from '../../../../../src/sources/upwork/identify-invitation.js';
import { buildInvite } from '../../../../support/factories.js';

const JOB = 'https://www.upwork.com/jobs/~021955676437925687781';
const INVITATION = 'https://www.upwork.com/nx/proposals/interview/uid/1955676881223622657';
const PROFILE = 'https://www.upwork.com/freelancers/~01921f906821a83980';

const reason = { id: 'too-busy', text: 'Too busy on other projects' };
const job = { ...buildInvite().job, id: 'upwork:1955676437925687781', url: JOB, private: false };
const nameless = { name: 'Ben', target: { by: 'person', personId: 'upwork:~01921f906821a83980' } } as const;
const to = { ...nameless, profileUrl: PROFILE };

const steps = (
  status: 'open' | 'accepted' | 'declined' | 'referred',
  more: Partial<Handoff> & { isPrivate?: true } = {},
) =>
  handoffSteps({
    invite: { status, job: { ...job, private: more.isPrivate ?? false }, url: INVITATION },
    referral: status === 'referred' ? { to } : null,
    reason: status === 'accepted' ? undefined : reason,
    ...more,
  });

const OPEN = { do: 'open', url: INVITATION, page: 'invitation' };
const DECLINE = { do: 'press', button: 'decline', label: 'Decline' };
const REASON = { do: 'choose-reason', reason };

describe('a hand-off on Upwork', () => {
  test('of a yes leads to the invitation, to be accepted there', () => {
    expect(steps('accepted')).toEqual([OPEN, { do: 'press', button: 'accept', label: 'Accept' }]);
  });

  test('of a no names the reason as it stands there, and has the member’s own words', () => {
    expect(steps('declined')).toEqual([OPEN, DECLINE, REASON]);
    const decision = {
      id: 'd',
      kind: 'declined',
      by: 'U',
      byName: 'Ana',
      at: new Date(0),
      messageToClient: 'Later',
    } as const;
    const invite = { status: 'declined', job, url: INVITATION, decision } as const;
    expect(handoffSteps({ invite, referral: null, reason }).at(-1)).toEqual({ do: 'write', kind: 'own-words' });
  });

  test('of a referral has the colleague’s profile to paste, then the message', () => {
    expect(steps('referred')).toEqual([
      OPEN,
      DECLINE,
      REASON,
      { do: 'refer', address: PROFILE },
      { do: 'write', kind: 'referral' },
    ]);
  });

  test('of a referral by address pastes the address into the field for referrals, never into the message', () => {
    const mail = { name: 'Ben', target: { by: 'email', email: 'ben@acme.example' } } as const;
    expect(steps('referred', { referral: { to: mail } })).toContainEqual({ do: 'refer', address: 'ben@acme.example' });
    for (const more of [{ isPrivate: true as const }, { referral: { to: mail, byMessage: true as const } }])
      expect(JSON.stringify(steps('referred', { referral: { to: mail }, ...more }))).not.toContain('ben@acme.example');
  });

  test.each([
    ['on a private job', { isPrivate: true as const }],
    ['where there was no such button', { referral: { to, byMessage: true as const } }],
  ])('%s is a decline whose message recommends the colleague by their profile', (_, more) => {
    expect(steps('referred', more)).toEqual([
      OPEN,
      DECLINE,
      REASON,
      { do: 'write', kind: 'recommendation', profileUrl: PROFILE },
    ]);
  });

  test('without the colleague’s profile recommends them by name', () => {
    expect(steps('referred', { referral: { to: nameless } }).at(-1)).toEqual({ do: 'write', kind: 'recommendation' });
  });

  test('leads to the job where the invitation’s own page is not known', () => {
    const open = { do: 'open', url: JOB, page: 'job' };
    expect(handoffSteps({ invite: { status: 'accepted', job }, referral: null })[0]).toEqual(open);
  });

  test('leads to the list of invitations where neither page is known', () => {
    const { job: unknown } = identify({}, 'vollna:13');
    const invite = { status: 'accepted', job: { ...job, ...unknown } } as const;
    expect(handoffSteps({ invite, referral: null })).toEqual([
      { do: 'open', url: 'https://www.upwork.com/nx/proposals/', page: 'list' },
      { do: 'press', button: 'accept', label: 'Accept' },
    ]);
  });

  test('has no steps while nothing is decided', () => {
    expect(steps('open')).toEqual([]);
  });
});

test('elsewhere the buttons have no names, and a referral is a message', () => {
  const elsewhere = { ...job, id: 'job-1', url: 'https://market.example/jobs/1' };
  expect(handoffSteps({ invite: { status: 'referred', job: elsewhere }, referral: { to } })).toEqual([
    { do: 'open', url: 'https://market.example/jobs/1', page: 'job' },
    { do: 'press', button: 'decline' },
    { do: 'write', kind: 'recommendation', profileUrl: PROFILE },
  ]);
});
