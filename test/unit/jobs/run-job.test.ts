import { describe, expect, jest, test } from '@jest/globals';
import { createCircuitBreaker } from '../../../jobs/circuit-breaker.js';
import type { JobDefinition, JobVerb } from '../../../jobs/job-definition.js';
import { LEASE_MS } from '../../../jobs/lease.js';
import { createMutex } from '../../../jobs/mutex.js';
import type { RateLimiter } from '../../../jobs/rate-limits.js';
import type { Run } from '../../../jobs/run-context.js';
import { MOST_STARTS, runJob } from '../../../jobs/run-job.js';
import { Hopeless, Misconfigured, PlaceReserved, Postponed } from '../../../src/domain/model/errors.js';
import { todo, type Work } from '../../../src/domain/model/outbox-work.js';
import type { Ports } from '../../../src/domain/ports.js';
import { buildLedgerEntry, buildReferral } from '../../support/factories.js';
import { memoryPorts, START } from '../../support/memory-ports.js';

const ref = { tenantId: 'T1', id: 'r1' };
const LIMIT = 30_000;

async function setUp(
  run: JobDefinition['run'],
  given: Partial<JobDefinition> = {},
  limited = 0,
  more: Partial<Run> = {},
) {
  const ports = memoryPorts();
  await ports.referrals.insert(buildReferral({ ...ref, work: [todo('forward-referral', START)] }));
  const blocked: [string, number][] = [];
  const limiter: RateLimiter = { take: async () => limited, block: async (...block) => void blocked.push(block) };
  const held: [key: string, why: string, ms: number][] = [];
  const definition: JobDefinition = {
    queue: 'marketplace',
    inPlace: true,
    limitMs: LIMIT,
    retryDelays: [5000, 300_000],
    rateLimit: () => ({ key: 'marketplace:T1' }),
    run,
    ...given,
  };
  const suspects = createMutex();
  const setting = {
    ports,
    job: 'forward-referral',
    definition,
    limiter,
    breaker: createCircuitBreaker(),
    held: { note: async (...noted: (typeof held)[number]) => void held.push(noted) },
    suspects,
    random: () => 0,
    ...more,
  } as const;
  const go = () => runJob(setting, ref);
  const work = async (): Promise<Work | undefined> => (await ports.referrals.get(ref))?.work[0];
  return { ports, go, work, blocked, held, suspects };
}

const failWith = (error: unknown) => async (): Promise<never> => {
  throw error;
};

function deferred() {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

const inMs = (ms: number) => new Date(START.getTime() + ms);

describe('running a job', () => {
  test('work that is done is finished', async () => {
    const ran: unknown[] = [];
    const { go, work } = await setUp(async (_, of) => void ran.push(of));
    expect(await go()).toEqual({ outcome: 'done' });
    expect(await work()).toBeUndefined();
    expect(ran).toMatchObject([{ ...ref, status: 'held' }]);
  });

  test('work whose place is reserved waits for it, as if it had not been begun', async () => {
    const { go, work, blocked } = await setUp(failWith(new PlaceReserved(1500, 'marketplace:T1:c1')));
    expect(await go()).toMatchObject({ outcome: 'put-off', again: { at: inMs(1500) } });
    expect(await work()).toMatchObject({ attempts: 0, at: inMs(1500) });
    expect(blocked).toEqual([]);
  });

  test('waits for a place under its own name', async () => {
    const callers: unknown[] = [];
    const take: RateLimiter['take'] = async (_, caller) => {
      callers.push(caller);
      return 0;
    };
    const { go } = await setUp(async () => {}, {}, 0, { limiter: { take, block: async () => {} } });
    await go();
    expect(callers).toEqual([`forward-referral:${ref.tenantId}:${ref.id}`]);
  });

  describe('without a place', () => {
    const full = { enter: () => null };

    test('waits in the queue alone: nothing is read or written', async () => {
      const { go, work, ports } = await setUp(failWith(new Error('must not run')), {}, 0, { breaker: full });
      ports.worklist.begin = () => Promise.reject(new Error('must not begin'));
      expect(await go()).toEqual({ outcome: 'put-off', again: { at: inMs(2000), items: [] } });
      expect(await work()).toMatchObject({ attempts: 0, at: START });
    });

    test('is begun where somebody may have to be told of the delay', async () => {
      const told: unknown[] = [];
      const patience = async () => 0;
      const delayed: JobVerb = async (_, of) => told.push(of);
      const { go } = await setUp(failWith(new Error('must not run')), { patience, delayed }, 0, { breaker: full });
      expect(await go()).toMatchObject({ outcome: 'put-off', again: { at: inMs(2000) } });
      expect(told).toEqual([ref]);
    });

    test('what came during a run is left to the queue', async () => {
      const more = todo('forward-referral', START);
      const places = [() => {}];
      const enter = () => places.pop() ?? null;
      const { go, ports } = await setUp(
        async () => {
          await ports.referrals.advance(ref, { from: ['held'], set: {}, work: [more] });
        },
        {},
        0,
        { breaker: { enter } },
      );
      expect(await go()).toEqual({ outcome: 'done', more: [more] });
    });

    test('is given back where the lease cannot be had', async () => {
      const breaker = createCircuitBreaker();
      const { go, ports } = await setUp(async () => {}, {}, 0, { breaker });
      const { begin } = ports.worklist;
      ports.worklist.begin = () => Promise.reject(new Error('no primary'));
      breaker.enter(`marketplace:${ref.tenantId}`)?.(true);
      for (let n = 0; n < 3; n += 1) await expect(go()).rejects.toThrow('no primary');
      ports.worklist.begin = begin;
      expect(await go()).toEqual({ outcome: 'done' });
    });
  });

  test('nothing due: nothing is run', async () => {
    const { ports, go } = await setUp(failWith(new Error('must not run')));
    ports.clock.advance(-1);
    expect(await go()).toEqual({ outcome: 'nothing' });
  });

  test('twenty at once run it once', async () => {
    let runs = 0;
    const { go } = await setUp(async () => {
      runs += 1;
    });
    const outcomes = await Promise.all(Array.from({ length: 20 }, go));
    expect(runs).toBe(1);
    expect(outcomes.filter(({ outcome }) => outcome === 'done')).toHaveLength(1);
  });

  test('what comes meanwhile is done next, never at the same time', async () => {
    let running = 0;
    let most = 0;
    const meanwhile: Promise<unknown>[] = [];
    const { ports, go, work } = await setUp(async () => {
      running += 1;
      most = Math.max(most, running);
      if (meanwhile.length === 0) {
        await ports.referrals.advance(ref, { from: ['held'], set: {}, work: [todo('forward-referral', START)] });
        meanwhile.push(go());
        expect(await meanwhile[0]).toEqual({ outcome: 'nothing' });
      }
      running -= 1;
    });
    expect(await go()).toEqual({ outcome: 'done' });
    expect(most).toBe(1);
    expect(await work()).toBeUndefined();
  });

  test('a failure is written down and waits for its step', async () => {
    const { go, work, ports } = await setUp(failWith(new Error(`token ${'xoxb'}-1-2 is odd`)));
    const { outcome, again } = await go();
    expect(outcome).toBe('retry');
    expect(again?.at).toEqual(inMs(5000));
    expect(again?.items[0]).toMatchObject({ attempts: 1 });
    expect(await work()).toMatchObject({ attempts: 1, at: inMs(5000), error: 'Error: token xox*-*** is odd' });
    expect(JSON.stringify(ports.log.lines)).not.toContain('odd');
  });

  test('retry delays are used one after the other, and it is given up after the last', async () => {
    const gaveUp: unknown[] = [];
    const { go, work, ports } = await setUp(failWith(new Error('503')), { giveUp: async (_, of) => gaveUp.push(of) });
    for (const wait of [5000, 300_000]) {
      expect((await go()).outcome).toBe('retry');
      ports.clock.advance(wait);
    }
    expect(await go()).toEqual({ outcome: 'dead', more: [] });
    expect(gaveUp).toEqual([ref]);
    expect(await work()).toMatchObject({ dead: true, error: 'Error: 503' });
    expect(await go()).toEqual({ outcome: 'nothing' });
  });

  test('whoever waits is told once, after the second failure', async () => {
    const told: [unknown, number | undefined][] = [];
    const delayed: JobVerb = async ({ referrals }, of) => {
      told.push([of, (await referrals.get(of))?.work[0]?.attempts]);
    };
    const retryDelays = [5000, 5000, 5000, 5000];
    const { go, ports } = await setUp(failWith(new Error('503')), { delayed, retryDelays });
    for (const _ of retryDelays) {
      await go();
      ports.clock.advance(5000);
    }
    expect(told).toEqual([[ref, 2]]);
  });

  test('a hopeless case is given up at once', async () => {
    const gaveUp: unknown[] = [];
    const { go, work } = await setUp(failWith(new Hopeless('gone')), { giveUp: async (_, of) => gaveUp.push(of) });
    expect(await go()).toEqual({ outcome: 'dead', more: [] });
    expect(gaveUp).toEqual([ref]);
    expect(await work()).toMatchObject({ dead: true, error: 'Hopeless: gone' });
  });

  test('what cannot be given up now stays alive', async () => {
    const { go, work } = await setUp(failWith(new Hopeless('gone')), { giveUp: failWith(new Error('no database')) });
    expect((await go()).outcome).toBe('retry');
    const left = await work();
    expect(left?.dead).toBeUndefined();
    expect(left?.at).toEqual(inMs(300_000));
  });

  test('a 429 costs no attempt and stops the others too', async () => {
    const { go, work, blocked, held, ports } = await setUp(failWith(new Postponed(42_000, 'marketplace:T1')));
    expect((await go()).outcome).toBe('put-off');
    expect(await work()).toMatchObject({ attempts: 0, at: inMs(42_000) });
    expect((await work())?.error).toBeUndefined();
    expect(blocked).toEqual([['marketplace:T1', 42_000]]);
    expect(held).toEqual([['marketplace:T1', 'rate-limited', 42_000]]);
    const fields = { tenantId: 'T1', key: 'marketplace:T1', waitMs: 42_000 };
    expect(ports.log.lines).toContainEqual({ level: 'warn', event: 'limit.held', fields });
  });

  test('a delay of our own is nothing that operators must see', async () => {
    const { go, held } = await setUp(failWith(new Postponed(42_000, 'undo:T1:r1')));
    expect((await go()).outcome).toBe('put-off');
    expect(held).toEqual([]);
  });

  test('a fault of our configuration is retried, and operators see it', async () => {
    const { go, work, held, ports } = await setUp(failWith(new Misconfigured('no such origin')));
    expect((await go()).outcome).toBe('misconfigured');
    expect(await work()).toMatchObject({ attempts: 1, at: inMs(5000), error: 'Misconfigured: no such origin' });
    expect(held).toEqual([['forward-referral:T1', 'Misconfigured: no such origin', 5000]]);
    expect(ports.log.lines).toMatchObject([{ level: 'error', event: 'job.misconfigured' }]);
  });

  describe('whoever waits for work that is put off', () => {
    const waiting = async (patience: (number | null)[], limited = 0) => {
      const told: unknown[] = [];
      const run = failWith(new Postponed(3_600_000, 'marketplace:T1'));
      const delayed = async (_: unknown, of: unknown) => told.push(of);
      const set = await setUp(run, { delayed, patience: async () => patience.shift() ?? null }, limited);
      return { ...set, told: () => told.length };
    };

    test('is told when their patience is over: until then it is put off no longer than that', async () => {
      const { go, work, ports, blocked, told } = await waiting([120_000, 0]);
      await go();
      expect(await work()).toMatchObject({ attempts: 0, at: inMs(120_000) });
      expect(blocked).toEqual([['marketplace:T1', 3_600_000]]);
      expect(told()).toBe(0);
      ports.clock.advance(120_000);
      await go();
      expect(told()).toBe(1);
      expect(await work()).toMatchObject({ attempts: 0, at: inMs(3_720_000) });
    });

    test('is told behind a limit, too, and no call is made', async () => {
      const { go, work, told } = await waiting([-1], 1_800_000);
      await go();
      expect(told()).toBe(1);
      expect(await work()).toMatchObject({ attempts: 0, at: inMs(1_800_000) });
    });

    test('is told nothing where nobody waits', async () => {
      const { go, work, told } = await waiting([null]);
      await go();
      expect(told()).toBe(0);
      expect(await work()).toMatchObject({ at: inMs(3_600_000) });
    });
  });

  test('behind a limit the work waits without a try', async () => {
    const { go, work } = await setUp(failWith(new Error('must not run')), {}, 1500);
    expect((await go()).outcome).toBe('put-off');
    expect(await work()).toMatchObject({ attempts: 0, at: inMs(1500) });
  });

  test('the verb’s result is written with the end of the work', async () => {
    const { go, ports } = await setUp(async () => ({ set: { told: ['forwarded'] } }));
    expect(await go()).toEqual({ outcome: 'done' });
    expect(await ports.referrals.get(ref)).toMatchObject({ told: ['forwarded'], work: [] });
  });

  test('writes that go along with the end are made with it, or not at all', async () => {
    const entry = buildLedgerEntry({ tenantId: 'T1', referralId: 'r1' });
    const { ports, go, work } = await setUp(async () => ({
      set: { counted: ['held'] },
      along: () => ports.ledger.insert(entry),
    }));
    ports.conflict(2);
    expect(await go()).toEqual({ outcome: 'done' });
    expect(await work()).toBeUndefined();
    expect((await ports.referrals.get(ref))?.counted).toEqual(['held']);
    expect(await ports.ledger.counted('T1', 'r1')).toEqual([entry]);
  });

  test('where somebody else made such a write first, the run has failed and is tried again', async () => {
    const entry = buildLedgerEntry({ tenantId: 'T1', referralId: 'r1' });
    const { ports, go, work } = await setUp(async () => ({
      set: { counted: ['held'] },
      along: () => ports.ledger.insert(entry),
    }));
    await ports.ledger.insert(entry);
    expect(await go()).toMatchObject({ outcome: 'retry' });
    expect(await work()).toMatchObject({ attempts: 1 });
    expect((await ports.referrals.get(ref))?.counted).toBeUndefined();
  });

  test('a result that came too late is lost, and the work ends all the same', async () => {
    const lost: string[] = [];
    const { go, ports } = await setUp(async () => ({
      set: { told: ['forwarded'] },
      unless: 'releaseAt',
      lost: async () => void lost.push('told so'),
    }));
    expect(await go()).toEqual({ outcome: 'done' });
    expect(lost).toEqual(['told so']);
    const after = await ports.referrals.get(ref);
    expect(after?.work).toEqual([]);
    expect(after).not.toHaveProperty('told');
  });

  describe('a transition that ends the work', () => {
    const forwarded = (from: 'held' | 'accepted') => async (ports: Ports) => ({
      ending: (ends: readonly Work[]) =>
        ports.referrals.advance(ref, {
          from: [from],
          set: { status: 'forwarded' },
          work: [todo('announce-referral', START)],
          ends,
        }),
      lost: async () => void (await ports.referrals.advance(ref, { from: ['held'], set: { delayed: true }, work: [] })),
    });

    test('is one update with it', async () => {
      const { go, ports } = await setUp(forwarded('held'));
      expect(await go()).toEqual({ outcome: 'done' });
      const work = [expect.objectContaining({ job: 'announce-referral' })];
      expect(await ports.referrals.get(ref)).toMatchObject({ status: 'forwarded', revision: 2, work });
    });

    test('that does not apply is lost, and the work ends all the same', async () => {
      const { go, ports } = await setUp(forwarded('accepted'));
      expect(await go()).toEqual({ outcome: 'done' });
      expect(await ports.referrals.get(ref)).toMatchObject({ status: 'held', delayed: true, work: [] });
    });

    test('that fails is tried again', async () => {
      const { go, work } = await setUp(async () => ({ ending: failWith(new Error('timed out')) }));
      expect(await go()).toMatchObject({ outcome: 'retry' });
      expect(await work()).toMatchObject({ attempts: 1, error: 'Error: timed out' });
    });

    test('leaves what came meanwhile to the next run', async () => {
      let runs = 0;
      const { go, ports } = await setUp(async (through) => {
        runs += 1;
        if (runs > 1) return undefined;
        await through.referrals.advance(ref, { from: ['held'], set: {}, work: [todo('forward-referral', START)] });
        return forwarded('held')(through);
      });
      expect(await go()).toEqual({ outcome: 'done' });
      expect(runs).toBe(2);
      expect((await ports.referrals.get(ref))?.work).toMatchObject([{ job: 'announce-referral' }]);
    });
  });

  test('what hangs is a failure once its time is over', async () => {
    jest.spyOn(performance, 'now').mockReturnValue(0);
    const { go, work } = await setUp(() => new Promise<void>(() => {}), { limitMs: 100 });
    expect((await go()).outcome).toBe('retry');
    expect((await work())?.error).toBe('TooSlow: not done after 100 ms');
  });

  /** Looking up the rate limit takes so long, by a clock that stands still otherwise. */
  const paceAfter = (ms: number) => {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    return () => {
      now.mockReturnValue(ms);
      return undefined;
    };
  };

  test('what is waited for before counts, too', async () => {
    const { go, work } = await setUp(() => new Promise<void>(() => {}), { limitMs: 100, rateLimit: paceAfter(80) });
    expect((await go()).outcome).toBe('retry');
    expect((await work())?.error).toBe('TooSlow: not done after 20 ms');
  });

  test('nothing is begun once the time for it is over', async () => {
    const { go, work } = await setUp(failWith(new Error('must not run')), { limitMs: 20, rateLimit: paceAfter(25) });
    expect((await go()).outcome).toBe('retry');
    expect((await work())?.error).toBe('TooSlow: no time was left to begin');
  });

  test.each([new Error('503'), new Postponed(9000, 'marketplace:T1'), new Hopeless('gone')])(
    'what comes meanwhile is not left lying when it ends with %p',
    async (error) => {
      const meanwhile = todo('forward-referral', START);
      const { go } = await setUp(async (ports) => {
        await ports.referrals.advance(ref, { from: ['held'], set: {}, work: [meanwhile, todo('keep-tallies', START)] });
        throw error;
      });
      expect((await go()).more).toEqual([meanwhile]);
    },
  );

  test('all due work of the document is done in one run', async () => {
    const { ports, go } = await setUp(async () => {});
    const more = { from: ['held'], set: {}, work: [todo('forward-referral', START)] } as const;
    await ports.referrals.advance(ref, more);
    await go();
    expect((await ports.referrals.get(ref))?.work).toEqual([]);
  });

  test('without MongoDB it throws, and the work is as it was', async () => {
    const { ports, go, work } = await setUp(async () => {});
    ports.worklist.begin = () => Promise.reject(new Error('no primary'));
    await expect(go()).rejects.toThrow('no primary');
    expect(await work()).toMatchObject({ attempts: 0, at: START });
  });

  test('work whose worker dies at it again and again is given up, and whoever waits is told', async () => {
    const gaveUp: unknown[] = [];
    let runs = 0;
    const { go, work, ports } = await setUp(
      async () => {
        runs += 1;
      },
      { giveUp: async (_, of) => gaveUp.push(of) },
    );
    for (let death = 0; death < MOST_STARTS; death += 1) {
      expect((await ports.worklist.begin('forward-referral', ref, ports.clock.now(), LEASE_MS)).items).toHaveLength(1);
      ports.clock.advance(LEASE_MS);
    }
    expect((await go()).outcome).toBe('dead');
    expect(runs).toBe(0);
    expect(gaveUp).toEqual([ref]);
    expect(await work()).toMatchObject({ dead: true, error: expect.stringContaining('died') });
  });

  test('what kills its worker even while it is given up is buried untold', async () => {
    const gaveUp: unknown[] = [];
    const { go, work, ports } = await setUp(async () => {}, { giveUp: async (_, of) => gaveUp.push(of) });
    for (let death = 0; death <= MOST_STARTS; death += 1) {
      await ports.worklist.begin('forward-referral', ref, ports.clock.now(), LEASE_MS);
      ports.clock.advance(LEASE_MS);
    }
    expect((await go()).outcome).toBe('dead');
    expect(gaveUp).toEqual([]);
    expect(await work()).toMatchObject({ dead: true });
  });

  test('work whose worker died runs alone in its process, and waits without a start until it may', async () => {
    const { go, ports, suspects } = await setUp(async () => {});
    await ports.worklist.begin('forward-referral', ref, ports.clock.now(), LEASE_MS);
    ports.clock.advance(LEASE_MS);
    const leave = suspects.tryLock();
    for (let wait = 0; wait < 9; wait += 1) {
      const { outcome, again } = await go();
      const waitMs = (again?.at.getTime() ?? 0) - ports.clock.now().getTime();
      expect(outcome).toBe('put-off');
      expect(waitMs).toBeLessThanOrEqual(500);
      ports.clock.advance(500);
    }
    leave?.();
    expect((await go()).outcome).toBe('done');
  });

  test('neither waiting for a turn nor a 429 counts as a start', async () => {
    const behind = await setUp(failWith(new Error('must not run')), {}, 1500);
    const told = await setUp(failWith(new Postponed(1500, 'marketplace:T1')));
    for (const { go, work, ports } of [behind, told]) {
      for (let wait = 0; wait < 9; wait += 1) {
        expect((await go()).outcome).toBe('put-off');
        ports.clock.advance(1500);
      }
      expect(await work()).toMatchObject({ attempts: 0 });
    }
  });

  test('a process that ends gives back what it does not finish, uncounted, and nothing begins outside any more', async () => {
    const stopping = new AbortController();
    let goOn = () => {};
    const posted: Promise<unknown>[] = [];
    const { go, work, ports } = await setUp(
      (within) =>
        new Promise<void>((resolve) => {
          goOn = () => {
            posted.push(within.marketplace.accept({ tenantId: 'T1', id: 'c1' }, 'x', 'k'));
            resolve();
          };
        }),
      {},
      0,
      { stopping: stopping.signal },
    );
    const going = go();
    await new Promise(setImmediate);
    stopping.abort();
    expect((await going).outcome).toBe('put-off');
    goOn();
    await expect(posted[0]).rejects.toThrow('the lease is over');
    expect(ports.marketplace.calls).toEqual([]);
    expect(await work()).toMatchObject({ attempts: 0, at: inMs(LEASE_MS) });
    ports.clock.advance(LEASE_MS);
    expect((await ports.worklist.begin('forward-referral', ref, ports.clock.now(), LEASE_MS)).starts).toBe(1);
  });
});

describe('a lease', () => {
  /** A verb that waits in the middle for as long as it is told, by a clock that stands still otherwise. */
  async function paused(leaseMs: number) {
    const now = jest.spyOn(performance, 'now').mockReturnValue(0);
    let goOn = () => {};
    const begun = deferred();
    const { go, work, ports } = await setUp(
      async ({ marketplace }) => {
        begun.resolve();
        await new Promise<void>((resolve) => {
          goOn = resolve;
        });
        await marketplace.accept({ tenantId: 'T1', id: 'c1' }, 'x', 'k');
      },
      {},
      0,
      { leaseMs },
    );
    const going = go();
    await begun.promise;
    const resumeAfter = (ms: number) => {
      now.mockReturnValue(ms);
      ports.clock.advance(ms);
      goOn();
      return going;
    };
    return { ports, work, resumeAfter };
  }

  test('that ran out while the process was stopped lets nothing begin outside, and nobody is to blame', async () => {
    const { ports, work, resumeAfter } = await paused(60_000);
    expect((await resumeAfter(60_000)).outcome).toBe('put-off');
    expect(ports.marketplace.calls).toEqual([]);
    expect(await work()).toMatchObject({ attempts: 0 });
  });

  test('that somebody else has now is theirs: neither their work nor its time changes', async () => {
    const { ports, work, resumeAfter } = await paused(60_000);
    const late = new Date(ports.clock.now().getTime() + 60_000);
    const theirs = await ports.worklist.begin('forward-referral', ref, late, 60_000);
    expect(theirs.items).toHaveLength(1);
    await resumeAfter(60_000);
    expect(ports.marketplace.calls).toEqual([]);
    expect(await work()).toMatchObject({ attempts: 0, at: START });
    expect(await ports.worklist.renew('forward-referral', ref, theirs.items, theirs.until, inMs(999_999))).toBe(true);
  });

  test('is renewed while the work goes on', async () => {
    const { ports, resumeAfter } = await paused(90);
    const renewed = deferred();
    const { renew } = ports.worklist;
    ports.worklist.renew = async (...args) => {
      const held = await renew(...args);
      renewed.resolve();
      return held;
    };
    await renewed.promise;
    expect((await resumeAfter(0)).outcome).toBe('done');
    expect(ports.marketplace.calls).toHaveLength(1);
  });
});
