import fc from 'fast-check';
import type { InvitationStatus, ProposalStatus } from '../../src/domain/model/event/event.js';
import type { RequestFault, Service } from './simulated-process.js';

/** The presses of members. */
export type Press = 'accept' | 'decline' | 'refer' | 'undo' | 'ask' | 'yes' | 'no' | 'stop asking';

/** Requests that a fault waits for. */
export type Aim = Service | 'begin' | 'change' | 'referral' | 'write' | 'show' | 'any';

/** One thing that happens. Numbers that choose are taken modulo what there is. */
export type Happening =
  | { readonly do: 'invite'; readonly person: number; readonly job: number; readonly expiresInMs: number }
  | {
      readonly do: 'press';
      readonly what: Press;
      readonly who: number;
      readonly invite: number;
      readonly colleague: number;
    }
  | { readonly do: 'change'; readonly invite: number; readonly to: InvitationStatus }
  | { readonly do: 'propose'; readonly invite: number; readonly to: ProposalStatus }
  /** The request that comes so many after now, of those that are aimed at, meets a fault. */
  | { readonly do: 'fault'; readonly aim: Aim; readonly skip: number; readonly fault: RequestFault }
  | {
      readonly do: 'outage';
      readonly of: 'marketplace' | 'slack' | 'mongo';
      readonly kind: 'refuses' | 'hangs' | 'answers lost';
      readonly ms: number;
    }
  | { readonly do: 'limit'; readonly of: 'marketplace' | 'slack'; readonly ms: number }
  /** The marketplace does not show new invitations for so long, as a replica that lags. */
  | { readonly do: 'hide'; readonly ms: number }
  /** The marketplace refuses the tenant's token for so long, though nobody has changed it. */
  | { readonly do: 'refuse token'; readonly ms: number }
  | { readonly do: 'queue'; readonly what: 'forget' | 'repeat' | 'away'; readonly much: number }
  | { readonly do: 'kill'; readonly process: number }
  | { readonly do: 'pause'; readonly process: number; readonly ms: number; readonly asleep: boolean }
  | { readonly do: 'set clock'; readonly process: number; readonly byMs: number }
  /** Every run on the next new document of an event kills its worker, until an operator has had a look. */
  | { readonly do: 'poison' };

/** One event of a history: its tenant, and the time since the event before it. */
export type Step = Happening & { readonly tenant: number; readonly afterMs: number };

/** A whole history. Two runs of the same one are the same to the last request. */
export interface History {
  /** The seed of all ways and orders that are not told. */
  readonly noise: number;
  readonly wayMs: number;
  /** By how much the database's clock seems to go back and forth, in milliseconds. */
  readonly wobbleMs: number;
  /** The milliseconds by which the wall clock of each worker's machine is ahead. */
  readonly clocks: readonly number[];
  readonly steps: readonly Step[];
}

/** No member: whoever is expected to press. */
const NOBODY = 3;

const of = fc.constant;
const which = fc.nat({ max: 3 });
const MINUTE = 60_000;

const invite = fc.record({
  do: of('invite' as const),
  person: fc.nat({ max: 2 }),
  job: fc.nat({ max: 1 }),
  expiresInMs: fc.constantFrom(0, 0, 30_000, 5 * MINUTE, 40 * MINUTE),
});
const press = fc.record({
  do: of('press' as const),
  what: fc.constantFrom<Press>(
    'accept',
    'decline',
    'refer',
    'refer',
    'refer',
    'undo',
    'ask',
    'yes',
    'yes',
    'no',
    'stop asking',
  ),
  who: fc.nat({ max: 14 }),
  invite: which,
  colleague: fc.nat({ max: 4 }),
});
const change = fc.record({
  do: of('change' as const),
  invite: which,
  to: fc.constantFrom<InvitationStatus>('accepted', 'declined', 'withdrawn', 'expired', 'archived'),
});
const propose = fc.record({
  do: of('propose' as const),
  invite: which,
  to: fc.constantFrom<ProposalStatus>('viewed', 'interviewed', 'hired', 'declined'),
});
const pauseMs = fc.constantFrom(4800, 6000, 12_000, 20_000, 5 * MINUTE);
const requestFault: fc.Arbitrary<RequestFault> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ kind: of('crash' as const), sent: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: of('pause' as const), ms: pauseMs, asleep: fc.boolean() }) },
  { weight: 3, arbitrary: fc.record({ kind: of('late' as const), ms: fc.constantFrom(1, 2000, 5200, 30_000) }) },
  { weight: 3, arbitrary: fc.record({ kind: of('overtaken' as const), leases: fc.constantFrom(0, 0, 0, 1, 2) }) },
  { weight: 2, arbitrary: of({ kind: 'lost' as const }) },
  { weight: 1, arbitrary: of({ kind: 'refused' as const }) },
  { weight: 1, arbitrary: fc.record({ kind: of('twice' as const), ms: fc.constantFrom(1, 500, 20_000) }) },
);
const fault = fc.record({
  do: of('fault' as const),
  aim: fc.constantFrom<Aim>(
    'any',
    'begin',
    'change',
    'referral',
    'referral',
    'referral',
    'write',
    'show',
    'show',
    'marketplace',
    'marketplace',
    'slack',
  ),
  skip: fc.oneof(
    { weight: 3, arbitrary: of(0) },
    { weight: 3, arbitrary: fc.nat({ max: 5 }) },
    { weight: 1, arbitrary: fc.nat({ max: 40 }) },
  ),
  fault: requestFault,
});
const troubleMs = fc.constantFrom(2000, 12_000, 70_000, 10 * MINUTE);
const trouble: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    do: of('outage' as const),
    of: fc.constantFrom('marketplace' as const, 'marketplace' as const, 'slack' as const, 'mongo' as const),
    kind: fc.constantFrom('refuses' as const, 'hangs' as const, 'answers lost' as const),
    ms: troubleMs,
  }),
  fc.record({ do: of('limit' as const), of: fc.constantFrom('marketplace' as const, 'slack' as const), ms: troubleMs }),
  fc.record({ do: of('hide' as const), ms: troubleMs }),
  fc.record({ do: of('refuse token' as const), ms: troubleMs }),
);
const queueFault = fc.record({
  do: of('queue' as const),
  what: fc.constantFrom('forget' as const, 'repeat' as const, 'repeat' as const, 'away' as const),
  much: fc.nat({ max: 20 }),
});
const process = fc.nat({ max: 4 });
const processFault: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ do: of('kill' as const), process }),
  fc.record({ do: of('pause' as const), process, ms: pauseMs, asleep: fc.boolean() }),
  fc.record({
    do: of('set clock' as const),
    process,
    byMs: fc.constantFrom(-180_000, -61_000, -3000, -400, 400, 3000, 61_000, 180_000),
  }),
  of({ do: 'poison' as const }),
);

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 5, arbitrary: invite },
  { weight: 14, arbitrary: press },
  { weight: 2, arbitrary: change },
  { weight: 2, arbitrary: propose },
  { weight: 8, arbitrary: fault },
  { weight: 2, arbitrary: trouble },
  { weight: 2, arbitrary: queueFault },
  { weight: 2, arbitrary: processFault },
);

const afterMs = fc.oneof(
  { weight: 4, arbitrary: of(0) },
  { weight: 4, arbitrary: fc.constantFrom(5, 40, 300) },
  { weight: 3, arbitrary: fc.constantFrom(1500, 6000) },
  { weight: 2, arbitrary: fc.constantFrom(20_000, 59_900, 61_000, 31 * MINUTE) },
);

const step: fc.Arbitrary<Step> = fc
  .tuple(happening, fc.nat({ max: 1 }), afterMs)
  .map(([what, tenant, after]) => ({ ...what, tenant, afterMs: after }));

/** Every history begins with an invitation, and with somebody who answers it. */
const first: fc.Arbitrary<readonly Step[]> = fc
  .tuple(
    invite,
    fc.constantFrom<Press>('accept', 'decline', 'refer', 'refer', 'refer', 'ask'),
    fc.nat({ max: 4 }),
    afterMs,
  )
  .map(([what, pressed, colleague, after]) => [
    { ...what, tenant: 0, afterMs: 0 },
    { do: 'press', what: pressed, who: NOBODY, invite: 0, colleague, tenant: 0, afterMs: 3000 + after },
  ]);

/** Generates histories. */
export const history: fc.Arbitrary<History> = fc.record({
  noise: fc.nat({ max: 2 ** 30 }),
  wayMs: fc.constantFrom(1, 4, 30, 150),
  wobbleMs: fc.constantFrom(0, 0, 20, 250),
  clocks: fc.array(fc.constantFrom(0, 0, -90_000, -2000, 3000, 120_000), { minLength: 2, maxLength: 3, size: 'max' }),
  steps: fc
    .tuple(first, fc.array(step, { minLength: 6, maxLength: 22, size: 'max' }))
    .map(([begin, more]) => [...begin, ...more]),
});
