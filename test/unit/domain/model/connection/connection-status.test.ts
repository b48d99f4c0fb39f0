import { expect, test } from '@jest/globals';
import type { Health } from '../../../../../src/domain/model/connection/connection.js';
import { conditionOf, isTrouble } from '../../../../../src/domain/model/connection/connection-status.js';
import { START } from '../../../../support/memory-ports.js';

const HOUR = 3_600_000;
const later = (hours: number) => new Date(START.getTime() + hours * HOUR);

const at = (hours: number, health: Health, pausedAt?: Date) =>
  conditionOf({ health, connectedAt: START, ...(pausedAt && { pausedAt }) }, later(hours));

test('a new connection waits for three days, and is silent after that', () => {
  expect(at(72, {})).toEqual({ kind: 'waiting' });
  expect(at(73, {})).toEqual({ kind: 'silent', since: START, never: true });
});

test('one of an earlier release, which does not say since when it is there, waits', () => {
  expect(conditionOf({ health: {}, connectedAt: new Date(0) }, START)).toEqual({ kind: 'waiting' });
});

test('one that has delivered is silent after two weeks', () => {
  expect(at(14 * 24, { heardAt: later(0) })).toEqual({ kind: 'well', heardAt: START });
  expect(at(14 * 24 + 1, { heardAt: later(0) })).toEqual({ kind: 'silent', since: START });
});

test('a pause comes before a failure, and a failure before a delivery that was turned down', () => {
  const error = { code: 'token-refused', at: later(1) } as const;
  const turnedDown = { why: 'bad-signature', at: later(2) };
  expect(at(3, { error, turnedDown }, later(2))).toEqual({ kind: 'paused', since: later(2) });
  expect(at(3, { error, turnedDown })).toEqual({ kind: 'failing', code: 'token-refused', since: later(1) });
  expect(at(3, { turnedDown })).toEqual({ kind: 'turned-down', at: later(2) });
});

test('what was turned down before a delivery, or within the minute in which one may be unrecorded, is no trouble', () => {
  const deliveredAt = later(1);
  const heardAt = deliveredAt;
  const soon = new Date(deliveredAt.getTime() + 60_000);
  expect(at(3, { heardAt, deliveredAt, turnedDown: { why: 'stale', at: soon } }).kind).toBe('well');
  const afterwards = new Date(soon.getTime() + 1);
  expect(at(3, { heardAt, deliveredAt, turnedDown: { why: 'stale', at: afterwards } }).kind).toBe('turned-down');
});

test('what was before the last set-up does not count', () => {
  const before = new Date(START.getTime() - 1);
  const health: Health = { error: { code: 'token-refused', at: before }, turnedDown: { why: 'stale', at: before } };
  expect(at(1, health)).toEqual({ kind: 'waiting' });
  expect(at(1, { ...health, heardAt: new Date(START.getTime() - 99 * 24 * HOUR) }).kind).toBe('well');
});

test('after it was set up again it counts from then on', () => {
  const error = { code: 'token-refused', at: later(1) } as const;
  const again = (hours: number, health: Health) =>
    conditionOf({ health, connectedAt: START, setUpAt: later(2) }, later(hours));
  expect(again(3, { error })).toEqual({ kind: 'waiting' });
  expect(again(74, {})).toEqual({ kind: 'waiting' });
  expect(again(75, {})).toEqual({ kind: 'silent', since: later(2), never: true });
});

test.each([
  ['paused', false],
  ['failing', true],
  ['turned-down', true],
  ['silent', true],
  ['waiting', false],
  ['well', false],
] as const)('%s is trouble: %s', (kind, expected) => {
  const given = { kind, since: START, at: START, heardAt: START, code: 'unreachable' } as const;
  expect(isTrouble(given)).toBe(expected);
});
