import fc from 'fast-check';
import { type Action, STARTS } from './random-history-world.js';

/** The step at which an action's process dies; undefined where it survives. */
const dies = fc.option(fc.nat({ max: 25 }), { freq: 4, nil: undefined });
const dying = <T extends object>(arbitrary: fc.Arbitrary<T>) =>
  fc.tuple(arbitrary, dies).map(([action, steps]) => (steps === undefined ? action : { ...action, dies: steps }));

const CLICKS = ['accept', 'decline', 'refer', 'refer', 'undo', 'handoff', 'take back'] as const;
const ENDINGS = ['accepted', 'accepted', 'declined', 'withdrawn', 'expired', 'archived'] as const;
const PROPOSALS = ['viewed', 'interviewed', 'hired', 'hired', 'declined', 'archived'] as const;
const WAITS = [1000, 61_000, 3_600_000, 86_400_000];

const which = fc.nat({ max: 40 });
const invite = fc.nat({ max: 2 });
const of = fc.constant;

const click = fc.record({
  do: of('click' as const),
  what: fc.constantFrom(...CLICKS),
  who: fc.nat({ max: 12 }),
  invite,
  colleague: fc.nat({ max: 4 }),
});
const webhook = fc.record({ do: of('webhook' as const), which });
const work = fc.record({ do: of('work' as const), which });
const change = fc.record({ do: of('change' as const), invite, to: fc.constantFrom(...ENDINGS) });
const propose = fc.record({ do: of('propose' as const), invite, to: fc.constantFrom(...PROPOSALS) });
const disturb = fc.record({
  do: of('disturb' as const),
  kind: fc.constantFrom('down' as const, 'lost' as const, 'limit' as const),
  times: fc.constantFrom(1, 1, 2, 30),
});
const hide = fc.record({ do: of('hide' as const), times: fc.constantFrom(1, 3, 12) });
const slack = fc.record({ do: of('slack' as const), kind: fc.constantFrom('fails' as const, 'loses' as const) });
const wait = fc.record({ do: of('wait' as const), ms: fc.constantFrom(...WAITS) });

/** Generates events of one invitation on the marketplace. */
export const fate: fc.Arbitrary<Action> = fc.oneof(change, { weight: 2, arbitrary: propose });

/** Generates incoming webhooks and the work that follows. */
export const arrival: fc.Arbitrary<Action> = fc.oneof(
  { weight: 5, arbitrary: webhook },
  { weight: 5, arbitrary: work },
  { weight: 1, arbitrary: hide },
);

/** Generates actions that people and jobs make concurrently. */
export const concurrent: fc.Arbitrary<Action> = fc.oneof(
  { weight: 3, arbitrary: click },
  { weight: 2, arbitrary: webhook },
  { weight: 6, arbitrary: work },
);

export const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: dying(click) },
  { weight: 5, arbitrary: dying(webhook) },
  { weight: 12, arbitrary: dying(work) },
  { weight: 2, arbitrary: change },
  { weight: 3, arbitrary: propose },
  { weight: 1, arbitrary: disturb },
  { weight: 1, arbitrary: hide },
  { weight: 1, arbitrary: slack },
  { weight: 2, arbitrary: wait },
);

export const start = fc.constantFrom(...STARTS);

export const choices = fc.array(which, { minLength: 1, maxLength: 30 });

/** Creates a chooser from a list of numbers, which chooses the same in every replay. */
export const picker = (choices: readonly number[]) => {
  let turn = 0;
  return (count: number) => {
    turn += 1;
    return (choices[turn % choices.length] ?? 0) % Math.max(count, 1);
  };
};
