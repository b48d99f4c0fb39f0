import fc from 'fast-check';

/** The courses of an invite whose marketplace takes decisions. */
export const STORIES = [
  'accept',
  'decline',
  'refer',
  'undo',
  'ask',
  'two clicks at once',
  'a form left open',
  'leave',
  'withdraw',
  'decide over there',
] as const;

/** How an agency whose people decide by hand hears of an invitation: by webhooks and mail, by polls, or from its member. */
export const BY_HAND_WAYS = ['told', 'polled', 'pasted'] as const;

export type ByHandWay = (typeof BY_HAND_WAYS)[number];

const DECIDED_BY_HAND = ['accept by hand', 'decline by hand', 'leave'] as const;

/** The courses of an invite that is decided by hand. A poll lists no withdrawn invitation, and a pasted one has no source. */
export const HANDED_OFF = {
  told: [...DECIDED_BY_HAND, 'withdraw'],
  polled: DECIDED_BY_HAND,
  pasted: DECIDED_BY_HAND,
} as const satisfies Readonly<Record<ByHandWay, readonly string[]>>;

export type Story = (typeof STORIES)[number] | (typeof HANDED_OFF)[ByHandWay][number];

/** The ends of the invitation that a referral brings the colleague. */
export const ENDINGS = ['open', 'accepted', 'hired', 'turned down', 'declined'] as const;

export type Ending = (typeof ENDINGS)[number];

/** Faults of processes and servers, and of the services around them. */
export const FAULTS = [
  'a worker is killed',
  'a bot is killed',
  'all workers are killed',
  'a worker is paused',
  'a bot is paused',
  'Redis is flushed',
  'Redis is lost',
  'Redis hangs',
  'MongoDB is killed',
  'MongoDB hangs',
  'MongoDB is slow',
  'a bot is killed while MongoDB hangs',
  'the marketplace refuses',
  'the marketplace hangs',
  'the marketplace’s answers are lost',
  'the marketplace is slow',
  'Slack refuses',
  'Slack limits',
  'Slack’s answers are lost',
  'Slack hangs',
  'webhooks come twice',
  'webhooks come late and shuffled',
] as const;

export type FaultKind = (typeof FAULTS)[number];

/** An invite, and what is done with it. */
export interface PlannedInvite {
  readonly number: number;
  /** Milliseconds after the beginning. */
  readonly atMs: number;
  /** Position of the tenant, or the agency that decides by hand. */
  readonly tenant: number | ByHandWay;
  /** Positions of people of the tenant. */
  readonly member: number;
  readonly colleague: number;
  readonly story: Story;
  readonly ending: Ending;
}

/** A fault, from its beginning to its end. */
export interface PlannedFault {
  readonly atMs: number;
  readonly kind: FaultKind;
  /** Milliseconds that it lasts; for a kill, until the process or the server is started again. */
  readonly forMs: number;
  /** Which process is hit, and how many calls go wrong. */
  readonly pick: number;
}

/** A run, before it begins. */
export interface Plan {
  readonly tenants: number;
  readonly invites: readonly PlannedInvite[];
  readonly faults: readonly PlannedFault[];
}

/** People of each tenant who get invites. */
export const PEOPLE = 4;

/** People of each agency that decides by hand. */
export const BY_HAND_PEOPLE = 2;

/** Invites of one tenant at most: Slack takes fifty edits a minute in a workspace. */
const INVITES_PER_TENANT = 25;

/** One invite in so many goes to an agency that decides by hand, to each of them in turn. */
const BY_HAND = 6;

/** Milliseconds between two invites, and between two faults, on average. */
const INVITE_MS = 400;
const FAULT_MS = 2700;

const chance = fc.record({
  jitter: fc.integer({ min: -200, max: 200 }),
  member: fc.nat(),
  colleague: fc.nat(),
  story: fc.nat(),
  ending: fc.constantFrom(...ENDINGS),
});

const dealt = (kinds: readonly FaultKind[]) =>
  fc.record({
    deck: fc.shuffledSubarray([...kinds], { minLength: kinds.length }),
    lasting: fc.array(
      fc.record({ forMs: fc.integer({ min: 1000, max: 4000 }), pick: fc.nat(), jitter: fc.nat(1000) }),
      {
        minLength: kinds.length,
        maxLength: kinds.length,
      },
    ),
  });

/** Every member has had each story before one comes twice. */
const storyFor = (stories: readonly Story[], pick: number, turn: number): Story =>
  stories[(pick + turn) % stories.length] ?? 'accept';

/**
 * Plans a run. It follows from the seed, the number of invites and the kinds of faults alone.
 * @param kinds the faults that come; all when absent
 */
export function planOf(seed: number, invites: number, kinds: readonly FaultKind[] = FAULTS): Plan {
  const tenants = Math.max(1, Math.ceil(invites / INVITES_PER_TENANT));
  const [offset = 0] = fc.sample(fc.nat(STORIES.length - 1), { seed, numRuns: 1 });
  const planned = fc.sample(chance, { seed, numRuns: invites }).map((drawn, number): PlannedInvite => {
    const turn = Math.floor(number / BY_HAND);
    const way = number % BY_HAND === BY_HAND - 1 ? BY_HAND_WAYS[turn % BY_HAND_WAYS.length] : undefined;
    const people = way ? BY_HAND_PEOPLE : PEOPLE;
    const member = drawn.member % people;
    return {
      number,
      atMs: Math.max(0, number * INVITE_MS + drawn.jitter),
      tenant: way ?? number % tenants,
      member,
      colleague: (member + 1 + (drawn.colleague % (people - 1))) % people,
      story: way ? storyFor(HANDED_OFF[way], drawn.story, number) : storyFor(STORIES, offset, number),
      ending: drawn.ending,
    };
  });
  return { tenants, invites: planned, faults: faultsFor(seed, invites * INVITE_MS, kinds) };
}

/** Deals the faults from shuffled decks, so that a long run has each as often as any other. */
function faultsFor(seed: number, ms: number, kinds: readonly FaultKind[]): PlannedFault[] {
  const count = Math.max(1, Math.floor(ms / FAULT_MS));
  const decks = fc.sample(dealt(kinds), { seed, numRuns: Math.ceil(count / kinds.length) });
  const faults = decks.flatMap(({ deck, lasting }) => deck.map((kind, at) => ({ kind, ...lasting[at] })));
  return faults.slice(0, count).map(({ kind, forMs = 1000, pick = 0, jitter = 0 }, at) => ({
    atMs: Math.round((at + 0.5) * FAULT_MS) + jitter,
    kind,
    forMs,
    pick,
  }));
}
