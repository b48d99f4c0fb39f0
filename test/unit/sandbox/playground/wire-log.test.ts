import { expect, test } from '@jest/globals';
import type { WireLine } from '../../../../sandbox/playground/protocol.js';
import { createReplica } from '../../../../sandbox/playground/server/replica.js';
import { createWireLog, type WireEntry } from '../../../../sandbox/playground/server/wire-log.js';

const entry: WireEntry = {
  kind: 'slack',
  what: 'chat.postMessage',
  about: 'ana',
  outcome: '200',
  ok: true,
  ms: 3,
  sent: { text: 'Hello' },
  answered: { ok: true },
};

const failed = { ...entry, ok: false, outcome: '429' };

test('a line after failed ones about the same thing is the next attempt; success begins anew', () => {
  const replica = createReplica();
  const wire = createWireLog(replica);
  for (const one of [failed, failed, entry, entry]) wire.add({ ...one, same: 'x' });
  wire.add({ ...entry, same: 'y' });
  const lines = replica.keys('wire/').map((key) => replica.get(key) as WireLine);
  expect(lines.map(({ attempt }) => attempt)).toEqual([1, 2, 3, 1, 1]);
});

test('lines go to the page without what they carried; the oldest are forgotten', () => {
  const replica = createReplica();
  const wire = createWireLog(replica);
  for (let n = 0; n < 450; n += 1) wire.add(entry);
  expect(replica.get('wire/450')).not.toHaveProperty('sent');
  expect(wire.detail(450)).toEqual({ sent: { text: 'Hello' }, answered: { ok: true } });
  expect(wire.detail(1)).toBeUndefined();
  expect(replica.keys('wire/')).toHaveLength(400);
});
