import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { act } from '../../sandbox/demo/install-and-connect.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import { findStranded } from '../../src/domain/workspace/restore-lost-work.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { type Backup, backUp, restore } from '../support/backup.js';
import {
  arrive,
  callsOn,
  cardsOf,
  countsOf,
  effectsOn,
  isDecided,
  isOpen,
  refer,
  referralOf,
  storedInvite,
  untilAtRest,
  untilCard,
  untilInvite,
  untilReferral,
} from '../support/e2e-actions.js';
import { endUndoWindow } from '../support/make-due.js';
import { gone } from '../support/processes.js';
import { testStage } from '../support/stage.js';
import { startWorkerProcess } from '../support/worker-process.js';

type Worker = Awaited<ReturnType<typeof startWorkerProcess>>;
let worker: Worker | undefined;

const stage = testStage({
  undoSeconds: 3600,
  baton: { BOT_RUNS_JOBS: 'false' },
  worker: async ({ config }) => {
    worker = await startWorkerProcess(config);
  },
});
const as = (name: string) => stage().driver.as(name);

async function stopWorker(): Promise<void> {
  if (!worker) return;
  worker.kill('SIGKILL');
  await gone(worker.pid);
  worker = undefined;
}
afterAll(stopWorker);

/** Stands for stopping everything, restoring, and starting it again. */
async function startAgainFrom(backup: Backup): Promise<void> {
  await stopWorker();
  await restore(stage(), backup);
  worker = await startWorkerProcess(stage().config);
}

const isConfirmed = ({ decision }: Invite): boolean => decision?.confirmedAt !== undefined;

describe('a backup is restored', () => {
  let [done, held, decided]: Invite[] = [];
  let backup: Backup;
  let webhook = '';

  beforeAll(async () => {
    [done, held, decided] = await Promise.all([arrive(stage()), arrive(stage()), arrive(stage())]);
    await as('ana').press(await untilCard(as('ana'), done as Invite), ACTION.accept);
    await untilInvite(stage(), done as Invite, isConfirmed);
    await refer(as('ana'), held as Invite, 'Ben Okoro');
    await untilAtRest(stage());
    await stopWorker();
    await as('ana').press(await untilCard(as('ana'), decided as Invite), ACTION.accept);
    webhook = String((await act(stage(), 'invitations', { freelancer: 'f-ben' })).id);
    backup = await backUp(stage());
  });

  test('what it holds goes on once: a decision, a held referral, a webhook; what was done is not done again', async () => {
    await startAgainFrom(backup);
    await untilInvite(stage(), decided as Invite, isConfirmed);
    await untilCard(as('ben'), await storedInvite(stage(), webhook), isOpen);
    await endUndoWindow(stage(), await referralOf(stage(), held as Invite));
    await untilReferral(stage(), held as Invite, 'forwarded');
    await untilAtRest(stage());
    expect(effectsOn(stage(), done as Invite)).toEqual(['accept']);
    expect(callsOn(stage(), done as Invite)).toHaveLength(1);
    expect(effectsOn(stage(), decided as Invite)).toEqual(['accept']);
    expect(effectsOn(stage(), held as Invite)).toEqual(['decline', 'refer']);
    for (const invite of [done, decided, held] as Invite[]) {
      const [card, ...more] = await cardsOf(as('ana'), invite);
      expect([card && isDecided(card), more]).toEqual([true, []]);
    }
    expect(await countsOf(stage(), 'ana')).toMatchObject({ sent: 1, forwarded: 1 });
    expect(await findStranded(stage().truth.ports, stage().tenantId)).toEqual([]);
  });

  test('when its work had gone out meanwhile: the marketplace gets it again under the same key, and does it once', async () => {
    const before = callsOn(stage(), decided as Invite).length;
    await startAgainFrom(backup);
    await untilInvite(stage(), decided as Invite, isConfirmed);
    const calls = callsOn(stage(), decided as Invite);
    expect(calls.length).toBeGreaterThan(before);
    expect(new Set(calls.map(({ key }) => key)).size).toBe(1);
    expect(effectsOn(stage(), decided as Invite)).toEqual(['accept']);
    expect(await cardsOf(as('ana'), decided as Invite)).toHaveLength(1);
  });

  test('into a database without indexes: they are there once a process has started', async () => {
    const unique = (await stage().stored.collection('invites').indexes()).filter((index) => index.unique);
    expect(unique.map(({ key }) => Object.keys(key))).toContainEqual(['tenantId', 'claims']);
  });
});
