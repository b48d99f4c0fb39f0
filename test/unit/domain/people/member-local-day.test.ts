import { expect, test } from '@jest/globals';
import { memberLocalDay } from '../../../../src/domain/people/member-local-day.js';
import { buildActor, buildProfile } from '../../../support/factories.js';
import { memoryPorts } from '../../../support/memory-ports.js';

test('is the day where they live; in UTC while nobody knows where', async () => {
  const ports = memoryPorts();
  ports.clock.advance(8 * 3_600_000);
  await ports.members.save('T1', [buildProfile({ timeZone: 'Asia/Tokyo' })]);
  expect(await memberLocalDay(ports, buildActor())).toBe('2026-11-26');
  expect(await memberLocalDay(ports, buildActor({ slackUserId: 'UNEW' }))).toBe('2026-11-25');
});
