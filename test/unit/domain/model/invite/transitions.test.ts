import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { closedInviteFields } from '../../../../../src/domain/lifecycle/closed-invite-fields.js';
import { ENDINGS, type InvitationStatus } from '../../../../../src/domain/model/event/event.js';
import type { Decision, Invite, InviteStatus } from '../../../../../src/domain/model/invite/invite.js';
import { INVITE_NEXT, readInvitationStatus } from '../../../../../src/domain/model/invite/transitions.js';
import { OUTCOMES } from '../../../../../src/domain/model/referral/transitions.js';
import { buildInvite } from '../../../../support/factories.js';
import { START } from '../../../../support/memory-ports.js';

const SAID = ['open', 'accepted', 'declined', 'withdrawn', 'expired', 'archived'] as const;

const decided = (confirmed: boolean): { decision: Decision } => ({
  decision: {
    id: 'd',
    kind: 'accepted',
    by: 'UANA',
    byName: 'Ana',
    at: START,
    ...(confirmed && { confirmedAt: START }),
  },
});

/** The member says that it is done over there. */
const decidedByHand = (): { decision: Decision } => ({
  decision: { ...decided(true).decision, confirmedBy: 'UANA', byHand: true },
});

type Row = readonly [status: InviteStatus, more: Partial<Invite>, readings: readonly string[]];

/** For each state, what the six words mean, in the order of `SAID`: ., confirm, >status (move), or ?status (remember). */
const TABLE: readonly Row[] = [
  ['open', {}, ['.', '>accepted', '>declined', '>withdrawn', '>expired', '>archived']],
  ['expired', {}, ['.', '>accepted', '>declined', '>withdrawn', '.', '>archived']],
  ['archived', {}, ['.', '>accepted', '>declined', '>withdrawn', '.', '.']],
  ['withdrawn', {}, ['.', '>accepted', '>declined', '.', '.', '.']],
  ['accepted', decided(false), ['.', 'confirm', '?declined', '?withdrawn', '?expired', '?archived']],
  ['accepted', decided(true), ['.', '.', '.', '.', '.', '.']],
  ['accepted', decidedByHand(), ['.', 'confirm', '.', '.', '.', '.']],
  ['accepted', {}, ['.', '.', '.', '.', '.', '.']],
  ['declined', decided(false), ['.', '?accepted', 'confirm', '?withdrawn', '?expired', '?archived']],
  ['declined', decided(true), ['.', '>accepted', '.', '.', '.', '.']],
  ['declined', decidedByHand(), ['.', '>accepted', 'confirm', '.', '.', '.']],
  ['declined', {}, ['.', '>accepted', '.', '.', '.', '.']],
  ['referred', decided(false), ['.', '?accepted', 'confirm', '?withdrawn', '?expired', '?archived']],
  ['accepted', { ...decided(false), closed: 'expired' }, ['.', 'confirm', '?declined', '?withdrawn', '.', '?archived']],
  ['accepted', { ...decided(false), closed: 'archived' }, ['.', 'confirm', '?declined', '?withdrawn', '.', '.']],
  ['accepted', { ...decided(false), closed: 'withdrawn' }, ['.', 'confirm', '?declined', '.', '.', '.']],
  ['accepted', { ...decided(false), closed: 'declined' }, ['.', 'confirm', '.', '.', '.', '.']],
  ['declined', { ...decided(false), closed: 'expired' }, ['.', '?accepted', 'confirm', '?withdrawn', '.', '?archived']],
  ['referred', { ...decided(false), closed: 'declined' }, ['.', '?accepted', 'confirm', '.', '.', '.']],
  ['referred', { ...decided(false), closed: 'accepted' }, ['.', '.', 'confirm', '.', '.', '.']],
];

const read = (invite: Invite, said: InvitationStatus): string => {
  const reading = readInvitationStatus(invite, said);
  if (reading.do === 'move') return `>${reading.to}`;
  if (reading.do === 'remember') return `?${reading.closed}`;
  return reading.do === 'confirm' ? 'confirm' : '.';
};

describe('what the marketplace’s word means', () => {
  test.each(TABLE)('for an invite that is %s, %j', (status, more, readings) => {
    const invite = buildInvite({ status, ...more });
    expect(SAID.map((said) => read(invite, said))).toEqual(readings);
  });

  test('covers every status', () => {
    expect(new Set(TABLE.map(([status]) => status))).toEqual(new Set(Object.keys(INVITE_NEXT)));
  });

  test('a confirmation says what was said: a referral reaches the marketplace as a decline', () => {
    const accepted = buildInvite({ status: 'accepted', ...decided(false) });
    const referred = buildInvite({ status: 'referred', ...decided(false) });
    expect(readInvitationStatus(accepted, 'accepted')).toEqual({ do: 'confirm', said: 'accepted' });
    expect(readInvitationStatus(referred, 'declined')).toEqual({ do: 'confirm', said: 'declined' });
    expect(readInvitationStatus(referred, 'open')).toEqual({ do: 'nothing' });
  });
});

describe('where an invite may go', () => {
  test('every move is a way on', () => {
    for (const [status, more] of TABLE) {
      for (const said of SAID) {
        const reading = readInvitationStatus(buildInvite({ status, ...more }), said);
        if (reading.do === 'move') expect(INVITE_NEXT[status]).toContain(reading.to);
      }
    }
  });

  test('what is over goes no way back, but a decision that is taken back, and a failed referral that arrived after all', () => {
    expect(INVITE_NEXT).toMatchObject({
      open: ['accepted', 'declined', 'referred', 'withdrawn', 'expired', 'archived'],
      withdrawn: ['accepted', 'declined', 'referred'],
      archived: ['accepted', 'declined', 'referred', 'withdrawn'],
      expired: ['open', 'accepted', 'declined', 'referred', 'withdrawn', 'archived'],
    });
    for (const status of ['accepted', 'declined', 'referred'] as const) expect(INVITE_NEXT[status]).toContain('open');
  });

  /** Follows the words one by one, as far as they move an invite that nobody of ours decides. */
  const endOf = (words: readonly InvitationStatus[]): InviteStatus =>
    words.reduce<Invite>((invite, said) => {
      const reading = readInvitationStatus(invite, said);
      return reading.do === 'move' ? buildInvite(closedInviteFields(reading.to, START)) : invite;
    }, buildInvite()).status;

  test('the same words end in the same status in any order, late or twice: in the furthest of them', () => {
    const words = fc.array(fc.constantFrom<InvitationStatus>(...SAID), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(words, (said) => {
        const furthest = [...ENDINGS].findLast((ending) => said.includes(ending));
        expect(endOf(said)).toBe(furthest ?? 'open');
      }),
    );
  });

  test('the referral that led to it ends in the same order', () => {
    expect(OUTCOMES).toEqual([...ENDINGS.filter((ending) => ending !== 'archived'), 'hired']);
  });
});
