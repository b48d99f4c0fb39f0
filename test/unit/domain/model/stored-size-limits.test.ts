import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  cut,
  KEPT,
  keptFound,
  keptInvitation,
  keptNotes,
  keptReasons,
} from '../../../../src/domain/model/stored-size-limits.js';
import { storeEvent } from '../../../../src/domain/receiving/store-event.js';
import { buildInvitation, buildJob, buildPerson } from '../../../support/factories.js';
import { memoryPorts } from '../../../support/memory-ports.js';

const LONG = 'x'.repeat(1_900_000);

/** As a marketplace tells it that tells far too much. */
const wordy = () => ({
  ...buildInvitation({
    letter: LONG,
    client: { name: LONG, country: LONG, timeZone: LONG, hires: 3 },
    freelancer: buildPerson({ title: LONG, skills: [LONG] }),
    referral: { fromInvitationId: 'i', referredBy: { name: LONG }, message: LONG },
  }),
  job: { ...buildJob({ skills: Array.from({ length: 200 }, () => 'y'.repeat(200)) }), description: LONG },
  more: LONG,
});

/** More than a letter, an invitation's every other text together stays below this, in characters. */
const REST = 20_000;

describe('of an event', () => {
  test('only what is used is stored, and no text is longer than is said', async () => {
    const ports = memoryPorts();
    await storeEvent(ports, 'T1', 'w1', { type: 'invitation.created', data: wordy() });
    const event = await ports.events.get({ tenantId: 'T1', id: 'w1' });
    expect(JSON.stringify(event).length).toBeLessThan(KEPT.letter + REST);
    expect(event).toMatchObject({ data: { letterCut: true, client: { hires: 3 } } });
    for (const unused of ['more', 'job.description', 'freelancer.title', 'freelancer.skills'])
      expect(event).not.toHaveProperty(`data.${unused}`);
  });

  test('an ordinary invitation is kept as it is, and twice is as once', () => {
    const usual = buildInvitation();
    expect(keptInvitation(usual)).toStrictEqual(usual);
    const once = keptInvitation(wordy());
    expect(keptInvitation(once)).toStrictEqual(once);
  });

  test('other events are stored as they are', async () => {
    const ports = memoryPorts();
    const data = { id: 'i', status: 'expired', changedAt: new Date(0) } as const;
    await storeEvent(ports, 'T1', 'w1', { type: 'invitation.status_changed', data });
    expect(await ports.events.get({ tenantId: 'T1', id: 'w1' })).toMatchObject({ data });
  });
});

test('a text is cut to the length that is said, and never in the middle of a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const kept = cut(text, most);
      expect(text.startsWith(kept)).toBe(true);
      expect(kept.length).toBeLessThanOrEqual(most);
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(text.length, most - 1));
      expect(() => encodeURIComponent(kept)).not.toThrow();
    }),
  );
});

test('what is kept of a long text does not hold the rest of it in memory', () => {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const used = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = used();
  const kept = Array.from({ length: 100 }, (_, index) => cut(JSON.parse(`"${index}${LONG}"`), KEPT.letter));
  expect(used() - before).toBeLessThan(60_000_000);
  expect(new Set(kept).size).toBe(100);
});

test('what people write to each other, who was found and the reasons have an end', () => {
  const notes = keptNotes({ noteToColleague: LONG, noteToClient: 'Hello' });
  expect(notes).toEqual({ noteToColleague: 'x'.repeat(KEPT.words), noteToClient: 'Hello' });
  expect(keptNotes({ noteToClient: 'Hello' })).toStrictEqual({ noteToClient: 'Hello' });
  const many = Array.from({ length: 5000 }, (_, index) => ({ id: `i${index}`, text: 'No', name: 'N' }));
  expect(keptReasons(many)).toHaveLength(KEPT.reasons);
  expect(keptFound(many)).toHaveLength(KEPT.found);
});
