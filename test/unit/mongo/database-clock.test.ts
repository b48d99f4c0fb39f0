import { afterEach, expect, jest, test } from '@jest/globals';
import type { Connection } from 'mongoose';
import { type DatabaseClock, databaseClock } from '../../../src/mongo/database-clock.js';
import { recordingLog } from '../../support/memory/recorders.js';

const NOON = Date.UTC(2026, 10, 25, 12);
let clock: DatabaseClock | undefined;
afterEach(() => clock?.close());

/** A machine whose two clocks are set by hand, and a database that answers with its own time after so long. */
async function machine({ tookMs = [2, 2, 2] }: { readonly tookMs?: readonly number[] } = {}) {
  const state = { monotonic: 0, wall: NOON + 3000, database: NOON, asked: 0, isAway: false };
  jest.spyOn(performance, 'now').mockImplementation(() => state.monotonic);
  jest.spyOn(Date, 'now').mockImplementation(() => state.wall);
  const pass = (ms: number) => {
    state.monotonic += ms;
    state.wall += ms;
    state.database += ms;
  };
  const command = async () => {
    if (state.isAway) throw new Error('no primary');
    const ms = tookMs[state.asked % tookMs.length] ?? 0;
    state.asked += 1;
    pass(ms / 2);
    const localTime = new Date(state.database);
    pass(ms / 2);
    return { localTime };
  };
  const log = recordingLog();
  const connection = { db: { admin: () => ({ command }) } } as unknown as Connection;
  clock = await databaseClock(connection, log);
  const off = () => {
    const { database } = state;
    return (clock?.now().getTime() ?? 0) - database;
  };
  return { state, pass, off, log };
}

const turn = () => new Promise(setImmediate);

test('the database’s time is told, whatever the machine’s clock says', async () => {
  const { pass, off } = await machine();
  expect(off()).toBe(0);
  pass(60_000);
  expect(off()).toBe(0);
});

test('of several answers the quickest counts', async () => {
  const { off } = await machine({ tookMs: [400, 2, 900] });
  expect(Math.abs(off())).toBeLessThanOrEqual(1);
});

test('after the machine’s clock was set, or it was asleep, the time is asked for anew', async () => {
  const { state, off } = await machine();
  const { asked } = state;
  state.wall += 5000;
  expect(off()).toBe(0);
  await turn();
  expect(state.asked).toBeGreaterThan(asked);
  state.wall += 60_000;
  state.database += 60_000;
  off();
  await turn();
  expect(off()).toBe(0);
});

test('while the database is away, the time goes on', async () => {
  const { state, pass, off, log } = await machine();
  state.isAway = true;
  state.wall += 5000;
  pass(1000);
  expect(off()).toBe(0);
  await turn();
  expect(log.lines).toMatchObject([{ event: 'clock.not-read' }]);
});
