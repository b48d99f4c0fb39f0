import { randomUUID } from 'node:crypto';
import type { JobTable } from '../../jobs/job-definition.js';
import { forwardReferral } from '../../src/domain/forwarding/forward-referral.js';
import { Postponed } from '../../src/domain/model/errors.js';
import type { InviteStatus } from '../../src/domain/model/invite/invite.js';
import { INVITE_NEXT } from '../../src/domain/model/invite/transitions.js';
import { STATUSES } from '../../src/domain/model/referral/transitions.js';
import type { Ports, Written } from '../../src/domain/ports.js';
import type { Mutant } from './world.js';

/** The keys of the timers that verbs wait for, in `Postponed`. */
const TIMERS = /^(undo|expiry|nudge|ask):/;

/** A timer that runs too early returns, and its work counts as done. */
const returnsEarly = (table: JobTable): JobTable => {
  const tolerant =
    <Doc>(run: (ports: Ports, doc: Doc) => Promise<Written | undefined> | Promise<void>) =>
    async (ports: Ports, doc: Doc): Promise<Written | undefined> => {
      try {
        return (await run(ports, doc)) || undefined;
      } catch (error) {
        if (error instanceof Postponed && TIMERS.test(error.limitKey)) return undefined;
        throw error;
      }
    };
  return {
    ...table,
    'forward-referral': { ...table['forward-referral'], run: tolerant(table['forward-referral'].run) },
    'expire-invite': { ...table['expire-invite'], run: tolerant(table['expire-invite'].run) },
    'advance-relay': { ...table['advance-relay'], run: tolerant(table['advance-relay'].run) },
  };
};

/** Faults that Baton once had, and parts whose absence must be noticed. Each replaces one part of the composition. */
export const MUTANTS = {
  'a tenant whose work kills its workers stops all: starts are not counted': {
    stored: (stored) => ({
      ...stored,
      worklist: {
        ...stored.worklist,
        begin: async (...given) => {
          const begun = await stored.worklist.begin(...given);
          return { ...begun, starts: Math.min(begun.starts, 1) };
        },
      },
    }),
  },
  'an update that came late is taken for done': {
    table: (table) => ({
      ...table,
      'forward-referral': {
        ...table['forward-referral'],
        run: async (ports, referral) => {
          const isHeld = referral.status === 'held' && referral.releaseAt <= ports.clock.now();
          const now = new Date(ports.clock.now());
          const released =
            isHeld &&
            (await ports.referrals.advance(referral, {
              from: ['held'],
              set: { status: 'forwarding' },
              line: { at: now, who: 'clock', what: 'forwarding', through: 'job' },
              work: [],
            }));
          if (isHeld && !released) return undefined;
          return forwardReferral(ports, released || referral);
        },
      },
    }),
  },
  "due times and leases are judged by each machine's own clock": {
    ports: (ports, { machine }) => ({ ...ports, clock: { now: () => new Date(machine.wall()) } }),
  },
  'a paused worker goes on as if no time had gone by': {
    machine: (machine) => ({ ...machine, monotonic: () => 0, wall: () => 0 }),
  },
  'there is no sweeper': { sweeps: false },
  'there is no idempotency key': {
    ports: (ports) => ({
      ...ports,
      marketplace: {
        ...ports.marketplace,
        accept: (tenantId, id) => ports.marketplace.accept(tenantId, id, randomUUID()),
        decline: (tenantId, id, decline) => ports.marketplace.decline(tenantId, id, decline, randomUUID()),
      },
    }),
  },
  'an update of an invite is unconditional': {
    stored: (stored) => ({
      ...stored,
      invites: {
        ...stored.invites,
        advance: (ref, { revision: _, ...transition }) =>
          stored.invites.advance(ref, { ...transition, from: Object.keys(INVITE_NEXT) as InviteStatus[] }),
      },
    }),
  },
  'an update of a referral is unconditional': {
    stored: (stored) => ({
      ...stored,
      referrals: {
        ...stored.referrals,
        advance: (ref, { revision: _, ...transition }) =>
          stored.referrals.advance(ref, { ...transition, from: STATUSES }),
      },
    }),
  },
  'a lease is not checked': {
    stored: (stored, { tables }) => ({
      ...stored,
      worklist: {
        ...stored.worklist,
        begin: (...given) => {
          for (const [id, { leased: _, ...hold }] of tables.hold) tables.hold.set(id, hold);
          return stored.worklist.begin(...given);
        },
        renew: async () => true,
        postpone: (job, ref, items, at, error) => stored.worklist.postpone(job, ref, items, at, error),
        deadLetter: (job, ref, items, error) => stored.worklist.deadLetter(job, ref, items, error),
      },
    }),
  },
  'a timer that runs early returns': { table: returnsEarly },
} as const satisfies Readonly<Record<string, Mutant>>;
