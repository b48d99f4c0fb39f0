import { describe, expect, test } from '@jest/globals';
import { nextStep } from '../../../../../src/domain/model/relay/next-step.js';
import type { Answer, Ask, RelayStatus } from '../../../../../src/domain/model/relay/relay.js';
import { START } from '../../../../support/memory-ports.js';

const at = (minutes: number) => new Date(START.getTime() + minutes * 60_000);
const fresh = (slackUserId: string): Ask => ({ slackUserId, name: slackUserId });
const asked = (slackUserId: string, until: number, answer?: Answer): Ask => ({
  ...fresh(slackUserId),
  askedAt: START,
  until: at(until),
  ...(answer && { answer }),
});
const step = (asks: readonly Ask[], { now = START, status = 'asking' as RelayStatus, expiresAt = at(1e6) } = {}) =>
  nextStep({ status, asks, minutes: 30 }, now, expiresAt);

describe('a relay', () => {
  test('asks the first, and waits', () => {
    expect(step([fresh('B'), fresh('C')])).toEqual({ do: 'ask', index: 0, until: at(30) });
    expect(step([asked('B', 30), fresh('C')])).toEqual({ do: 'wait', until: at(30) });
  });

  test('goes on to the next after a no or a silence', () => {
    expect(step([asked('B', 30), fresh('C')], { now: at(30) })).toEqual({ do: 'time-out', index: 0 });
    expect(step([asked('B', 30, 'no-answer'), fresh('C')], { now: at(31) })).toEqual({
      do: 'ask',
      index: 1,
      until: at(61),
    });
    expect(step([asked('B', 30, 'no'), fresh('C')], { now: at(5) })).toEqual({ do: 'ask', index: 1, until: at(35) });
  });

  test('refers whoever said yes, also when that is read late', () => {
    expect(step([asked('B', 30, 'no'), asked('C', 60, 'yes'), fresh('D')], { now: at(999) })).toEqual({
      do: 'agree',
      index: 1,
    });
  });

  test('ends after the last', () => {
    expect(step([asked('B', 30, 'no'), asked('C', 60, 'no-answer')])).toEqual({ do: 'end' });
  });

  test.each<RelayStatus>(['agreed', 'exhausted', 'cancelled', 'overtaken'])('that is %s does nothing', (status) => {
    expect(step([asked('B', 30, 'yes')], { status })).toEqual({ do: 'nothing' });
  });
});

describe('the invite’s own deadline wins:', () => {
  test('nobody is asked beyond the minute before it', () => {
    expect(step([fresh('B')], { expiresAt: at(20) })).toEqual({ do: 'ask', index: 0, until: at(19) });
    expect(step([fresh('B')], { expiresAt: at(31) })).toEqual({ do: 'ask', index: 0, until: at(30) });
  });

  test('nobody is asked when there is no time left', () => {
    expect(step([fresh('B')], { expiresAt: at(1) })).toEqual({ do: 'end' });
    expect(step([asked('B', 19, 'no-answer'), fresh('C')], { now: at(19), expiresAt: at(20) })).toEqual({ do: 'end' });
  });

  test('where there is one', () => {
    expect(nextStep({ status: 'asking', asks: [fresh('B')], minutes: 5 }, START)).toEqual({
      do: 'ask',
      index: 0,
      until: at(5),
    });
  });
});
