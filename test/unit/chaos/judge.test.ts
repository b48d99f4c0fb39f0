import { describe, expect, test } from '@jest/globals';
import { type Evidence, judge, type Message } from '../../chaos/judge.js';

const card = (reader: string, number: number, more: Partial<Message> = {}): Message => ({
  ...{ reader, number, id: `card.invite-${number}.${reader}`, choices: [], isOpen: false },
  ...more,
});

const open = { choices: ['accept-invite', 'decline-invite'], isOpen: true };

const nothing = { sent: 0, forwarded: 0, accepted: 0, hired: 0, received: 0 };

/** Ana referred Ben, who was hired (1); she accepted an invite (2) and left another one (3). */
const well: Evidence = {
  invitations: [
    { id: 'i1', number: 1, reader: 'UANA', status: 'declined', isNative: true, isHired: false },
    { id: 'i1b', number: 1, reader: 'UBEN', status: 'accepted', isNative: true, from: 'i1', isHired: true },
    { id: 'i2', number: 2, reader: 'UANA', status: 'accepted', isNative: true, isHired: false },
    { id: 'i3', number: 3, reader: 'UANA', status: 'open', isNative: true, isHired: false },
  ],
  calls: [
    { invitationId: 'i1', key: 'k1' },
    { invitationId: 'i1', key: 'k1' },
    { invitationId: 'i1b', key: 'k2' },
    { invitationId: 'i2', key: 'k3' },
  ],
  effects: [
    { invitationId: 'i1', kind: 'decline' },
    { invitationId: 'i1b', kind: 'refer' },
    { invitationId: 'i1b', kind: 'accept' },
    { invitationId: 'i2', kind: 'accept' },
  ],
  messages: [
    card('UANA', 1),
    card('UBEN', 1),
    card('UANA', 2),
    card('UANA', 3, open),
    { ...card('UANA', 1), id: 'news.r1.hired' },
    { ...card('UBEN', 1), id: 'relay-ask.a1.asked.UBEN' },
  ],
  played: [
    { number: 1, deeds: ['refer'] },
    { number: 2, deeds: ['refer', 'undo', 'accept'] },
    { number: 3, deeds: [] },
  ],
  counts: [
    { ...nothing, reader: 'UANA', sent: 1, forwarded: 1, accepted: 1, hired: 1 },
    { ...nothing, reader: 'UBEN', received: 1 },
  ],
  undelivered: 0,
  due: { 'deliver-message': 0 },
  complaints: [],
};

const without = (id: string) => well.messages.filter((message) => `${message.id} ${message.reader}` !== id);

const changed = (id: string, more: Partial<Message>) =>
  well.messages.map((message) => (`${message.id} ${message.reader}` === id ? { ...message, ...more } : message));

const ended = (id: string, status: string) => well.invitations.map((one) => (one.id === id ? { ...one, status } : one));

test('finds nothing where all is well', () => {
  expect(judge(well)).toEqual([]);
});

describe('finds', () => {
  test.each<[string, string, Partial<Evidence>]>([
    [
      'a decision that is not there',
      'lost',
      { invitations: ended('i2', 'open'), messages: changed('card.invite-2.UANA UANA', open) },
    ],
    [
      'a referral that brought the colleague nothing',
      'lost',
      {
        invitations: well.invitations.filter(({ id }) => id !== 'i1b'),
        counts: [],
        messages: without('card.invite-1.UBEN UBEN'),
      },
    ],
    ['news that nobody heard', 'lost', { messages: without('news.r1.hired UANA') }],
    ['a story that did not go on', 'lost', { played: [...well.played, { number: 3, deeds: [], stuck: 'no card' }] }],
    ['an effect that came twice', 'doubled', { effects: [...well.effects, { invitationId: 'i2', kind: 'accept' }] }],
    ['a decision under two keys', 'doubled', { calls: [...well.calls, { invitationId: 'i2', key: 'k4' }] }],
    ['a decision of nobody’s', 'doubled', { played: well.played.filter(({ number }) => number !== 2) }],
    [
      'a referral that went out after it was undone',
      'lost',
      { played: [{ number: 1, deeds: ['refer', 'undo', 'accept'] }] },
    ],
    ['news that stand twice', 'doubled', { messages: [...well.messages, { ...card('UANA', 1), id: 'news.r1.hired' }] }],
    ['an invitation without a card', 'cards', { messages: without('card.invite-3.UANA UANA') }],
    [
      'an invitation with two cards',
      'cards',
      { messages: [...well.messages, card('UANA', 2, { id: 'card.other.UANA' })] },
    ],
    ['buttons on a decided card', 'stale', { messages: changed('card.invite-2.UANA UANA', open) }],
    [
      'an undo that is offered for ever',
      'stale',
      { messages: changed('card.invite-1.UANA UANA', { choices: ['undo-referral'] }) },
    ],
    [
      'an open invitation without buttons',
      'stale',
      { messages: changed('card.invite-3.UANA UANA', { choices: [], isOpen: false }) },
    ],
    [
      'a question that is over',
      'stale',
      { messages: changed('relay-ask.a1.asked.UBEN UBEN', { choices: ['answer-ask-yes'] }) },
    ],
    ['a count that was missed', 'tallies', { counts: well.counts.map((one) => ({ ...one, hired: 0 })) }],
    [
      'a count that came twice',
      'tallies',
      { counts: well.counts.map((one) => ({ ...one, received: 2 * one.received })) },
    ],
    ['work that is due', 'rest', { due: { 'forward-referral': 1 } }],
    ['a webhook that was never accepted', 'rest', { undelivered: 1 }],
    ['a command’s complaint', 'rest', { complaints: ['baton work check: missing'] }],
  ])('%s', (_, promise, more) => {
    expect(judge({ ...well, ...more }).map((breach) => breach.promise)).toContain(promise);
  });
});
