import { expect, test } from '@jest/globals';
import { HAS_LEFT, type ListedReferral } from '../../../src/domain/model/views/listed-referral.js';
import { progressOf } from '../../../src/slack/parts/referral-lines.js';
import { buildReferral } from '../../support/factories.js';
import { words } from './words.js';

const turnedDown = ['viewed', 'proposal-declined'];

test.each<[Partial<ListedReferral>, string]>([
  [{ status: 'forwarded' }, 'sent, no answer yet'],
  [{ status: 'forwarded', milestones: ['viewed'] }, 'seen by the client'],
  [{ status: 'accepted', milestones: ['viewed'] }, 'accepted'],
  [{ status: 'accepted', milestones: turnedDown }, 'the client turned the proposal down'],
  [{ status: 'hired', milestones: turnedDown }, 'hired'],
  [{ status: 'declined' }, 'declined'],
  [{ status: 'declined', takesSlot: false }, 'passed on'],
  [{ status: 'declined', takesSlot: false, passedOnTo: { name: 'Cara' } }, 'passed on to Cara'],
  [{ status: 'declined', takesSlot: false, passedOnTo: HAS_LEFT }, 'passed on to Former member'],
])('a list says of %j: %s', (given, said) => {
  expect(progressOf({ ...buildReferral(), ...given }, words)).toBe(said);
});
