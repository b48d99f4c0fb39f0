import { describe, expect, test } from '@jest/globals';
import {
  type CandidateFacts,
  type InviteFacts,
  type Standing,
  whyNotCandidate,
  whyNotRefer,
} from '../../../../../src/domain/model/referral/why-not-refer.js';
import { buildInvite, buildJob } from '../../../../support/factories.js';
import { START } from '../../../../support/memory-ports.js';

const at = (ms: number) => new Date(START.getTime() + ms);

const referable: InviteFacts = {
  invite: buildInvite({ expiresAt: at(1) }),
  now: START,
  slotTaken: false,
  chainLength: 0,
  maxChain: 1,
  released: true,
  byHand: false,
};

describe('whether an invite can be referred', () => {
  test.each<[string, Partial<InviteFacts>, string | null]>([
    ['an open invite of a public job', {}, null],
    ['one that never expires', { invite: { status: 'open', job: buildJob() } }, null],
    ['one that expires right now', { now: at(1) }, 'invite.expired'],
    ['one that the clock ended', { invite: buildInvite({ status: 'expired' }) }, 'invite.expired'],
    ['one that was accepted', { invite: buildInvite({ status: 'accepted' }) }, 'invite.closed'],
    ['one that was declined', { invite: buildInvite({ status: 'declined' }) }, 'invite.closed'],
    ['one that was referred', { invite: buildInvite({ status: 'referred' }) }, 'invite.closed'],
    ['one that was withdrawn', { invite: buildInvite({ status: 'withdrawn' }) }, 'invite.closed'],
    ['one that was archived', { invite: buildInvite({ status: 'archived' }) }, 'invite.closed'],
    ['one to a private job', { invite: buildInvite({ job: buildJob({ private: true }) }) }, 'referral.privateJob'],
    [
      'one to a private job that a person declines by hand, recommending a colleague',
      { invite: buildInvite({ job: buildJob({ private: true }) }), byHand: true },
      null,
    ],
    ['one whose job was referred elsewhere', { slotTaken: true }, 'referral.jobTaken'],
    ['the last of the longest chain', { chainLength: 1 }, 'referral.chainTooLong'],
    ['one before the last', { chainLength: 1, maxChain: 2 }, null],
    ['any, where no chain is allowed at all', { maxChain: 0 }, 'referral.chainTooLong'],
    ['one of somebody who has not got the feature', { released: false }, 'referral.notReleased'],
  ])('%s', (_, given, why) => {
    expect(whyNotRefer({ ...referable, ...given })).toBe(why);
  });

  test('gives the reason that the member can do least about', () => {
    const invite = buildInvite({ job: buildJob({ private: true }), expiresAt: START });
    const everything = { ...referable, invite, slotTaken: true, chainLength: 9, released: false };
    expect(whyNotRefer(everything)).toBe('referral.notReleased');
    expect(whyNotRefer({ ...everything, released: true })).toBe('invite.expired');
    expect(whyNotRefer({ ...everything, released: true, now: at(-1) })).toBe('referral.privateJob');
    expect(whyNotRefer({ ...referable, slotTaken: true, chainLength: 9 })).toBe('referral.jobTaken');
  });
});

describe('whether somebody can be referred', () => {
  const fit: CandidateFacts = { isSelf: false, isAddressee: false, isColleague: true, inChain: false, reachable: true };

  test.each<[string, Partial<CandidateFacts>, string | null]>([
    ['a colleague whom the marketplace can find', {}, null],
    ['oneself', { isSelf: true, isAddressee: true }, 'referral.toYourself'],
    ['the addressee, for whom somebody acts', { isAddressee: true }, 'referral.toAddressee'],
    ['whoever acts for the addressee', { isSelf: true }, null],
    ['no colleague', { isColleague: false }, 'referral.notEligible'],
    ['who has left', { isColleague: false, hasLeft: true }, 'referral.hasLeft'],
    ['a guest', { isColleague: false, isGuest: true }, 'referral.isGuest'],
    ['who passed it on before', { inChain: true }, 'referral.backUpTheChain'],
    ['who was invited', { standing: 'invited' }, 'referral.alreadyInvited'],
    ['who made a proposal', { standing: 'proposed' }, 'referral.alreadyProposed'],
    ['who was referred', { standing: 'referred' }, 'referral.alreadyReferred'],
    ['who has to do with it somehow', { standing: 'involved' }, 'referral.alreadyInvolved'],
    ['who was hired', { standing: 'hired' }, 'referral.alreadyHired'],
    ['whom nobody can find', { reachable: false }, 'referral.noSuchPerson'],
  ])('%s', (_, given, why) => {
    expect(whyNotCandidate({ ...fit, ...given })).toBe(why);
  });

  test('says what they are before what they did', () => {
    const hired = { standing: 'hired' as Standing, reachable: false };
    const all = { isSelf: true, isAddressee: true, isColleague: false, inChain: true, ...hired };
    expect(whyNotCandidate(all)).toBe('referral.toYourself');
    expect(whyNotCandidate({ ...all, isAddressee: false })).toBe('referral.notEligible');
    expect(whyNotCandidate({ ...all, isAddressee: false, isColleague: true })).toBe('referral.backUpTheChain');
    expect(whyNotCandidate({ ...fit, standing: 'hired', reachable: false })).toBe('referral.alreadyHired');
  });
});
