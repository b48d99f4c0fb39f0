import { mkdirSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { calm, carryOut, restore } from './carry-out-faults.js';
import { collect, titleOf } from './collect-evidence.js';
import { type Breach, judge, type Played } from './judge.js';
import { inviteOne, isLate, measure, type Recovery } from './measure-recovery.js';
import { type FaultKind, type PlannedFault, type PlannedInvite, planOf } from './plan.js';
import type { PlantedFault } from './planted-faults.js';
import { type Deed, playStory } from './play-stories.js';
import { pollSooner, resendSooner } from './shorten-waits.js';
import type { Tenant } from './tenants.js';
import { openWorld, type World } from './world.js';

export interface ChaosOptions {
  readonly seed: number;
  readonly invites: number;
  readonly control?: PlantedFault | undefined;
  /** How long anything is waited for, in milliseconds. */
  readonly patienceMs: number;
  readonly say: (line: string) => void;
  /** Called when something happens, with how far the run is. */
  readonly progress: (now: Progress) => void;
}

/** How far a run is. */
export interface Progress {
  readonly ms: number;
  readonly phase: string;
  readonly invited: number;
  readonly played: number;
  readonly of: number;
  /** The faults of this moment. */
  readonly faults: readonly FaultKind[];
}

/** The result of a run. */
export interface Outcome {
  readonly breaches: readonly Breach[];
  readonly recoveries: readonly Recovery[];
  readonly faults: readonly PlannedFault[];
  readonly invitations: number;
  readonly messages: number;
  readonly ms: number;
  /** The file with what the processes logged; absent where all holds and nothing was late. */
  readonly log?: string;
}

/** Milliseconds between two looks at whether everything is at rest. */
const LOOK_MS = 2500;

/** Plays a run: load and faults, rest, the times of recovery, and the judgement. */
export async function runChaos({ seed, invites, control, patienceMs, say, progress }: ChaosOptions): Promise<Outcome> {
  const plan = planOf(seed, invites, control?.shows);
  const begun = performance.now();
  const world = await openWorld({
    tenants: plan.tenants,
    botRunsJobs: seed % 2 === 1,
    fault: control,
    patienceMs,
    say,
  });
  const now = { phase: 'the storm', invited: 0, played: 0, faults: [] as FaultKind[] };
  const show = () => progress({ ...now, of: invites, ms: performance.now() - begun });
  const stops = [resendSooner(world), pollSooner(world)];
  try {
    const storming = performance.now();
    const until = (atMs: number) => sleep(Math.max(0, atMs - (performance.now() - storming)));
    const raging = plan.faults.map(async (one) => {
      await until(one.atMs);
      now.faults.push(one.kind);
      show();
      const carrying = Promise.race([carryOut(world, one), endless(patienceMs)]);
      await carrying.catch((error: unknown) => say(`“${one.kind}” could not be carried out: ${error}`));
      now.faults.splice(now.faults.indexOf(one.kind), 1);
    });
    const playing = playAll(world, plan.invites, until, (what) => {
      now[what] += 1;
      show();
    });
    await Promise.all(raging);
    await restore(world);
    now.phase = 'the rest of the stories';
    show();
    const played = await playing;
    await calm(world);
    now.phase = 'coming to rest';
    show();
    const ended = (rest: Rest, recoveries: readonly Recovery[]): Outcome => ({
      ...{ ...rest, recoveries, faults: plan.faults, ms: performance.now() - begun },
      ...((rest.breaches.length > 0 || recoveries.some(isLate)) && { log: keep(seed, world) }),
    });
    const early = await atRest(world, played);
    if (early.breaches.length > 0) return ended(early, []);
    now.phase = 'measuring how soon all is well again';
    show();
    const { recoveries, played: more } = await measure(world, invites, ({ what, ms }) =>
      say(`${what}: all was well after ${(ms / 1000).toFixed(1)} s`),
    );
    return ended(await atRest(world, [...played, ...more]), recoveries);
  } finally {
    await Promise.all(stops.map((stop) => stop()));
    await world.close();
  }
}

/** @throws Error after so many milliseconds */
async function endless(ms: number): Promise<never> {
  await sleep(ms, undefined, { ref: false });
  throw new Error(`it did not end within ${ms / 1000} s`);
}

type Rest = Pick<Outcome, 'breaches' | 'invitations' | 'messages'>;

/** Writes what the processes logged into a file. @returns its path */
function keep(seed: number, { cluster }: World): string {
  mkdirSync('.baton/chaos', { recursive: true });
  const file = `.baton/chaos/seed-${seed}.log`;
  writeFileSync(
    file,
    cluster
      .logs()
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  return file;
}

/** Looks until nothing is wrong, twice in a row, or the time is over. */
async function atRest(world: World, played: readonly Played[]): Promise<Rest> {
  const deadline = performance.now() + world.patienceMs;
  for (let quiet = 0; ; ) {
    const evidence = await collect(world, played);
    const breaches = judge(evidence);
    quiet = breaches.length === 0 ? quiet + 1 : 0;
    if (quiet === 2 || performance.now() > deadline)
      return { breaches, invitations: evidence.invitations.length, messages: evidence.messages.length };
    await sleep(LOOK_MS);
  }
}

/** Invites in time; each member does what the plan says, one invite after the other, as people do. */
async function playAll(
  world: World,
  invites: readonly PlannedInvite[],
  until: (atMs: number) => Promise<void>,
  happened: (what: 'invited' | 'played') => void,
): Promise<Played[]> {
  const busy = new Map<string, Promise<unknown>>();
  return Promise.all(
    invites.map(async (planned): Promise<Played> => {
      const { number, member: at, colleague: next, story, ending } = planned;
      const { members } = tenantOf(world, planned);
      const [member, colleague] = [members[at], members[next]];
      if (!member || !colleague) throw new Error(`the plan has a member ${at} and a colleague ${next}`);
      await until(planned.atMs);
      const invited = await inviteOne(world, member, number).catch(reasonOf);
      happened('invited');
      if (typeof invited === 'string') return { number, deeds: [], stuck: `nobody could be invited: ${invited}` };
      const { id: invitationId } = invited;
      const deeds: Deed[] = [];
      const { stage, patienceMs } = world;
      const play = {
        ...{ stage, number, invitationId, member, colleague, ending, patienceMs },
        ...{ title: titleOf(number), isPasted: planned.tenant === 'pasted' },
      };
      const before = Promise.allSettled([busy.get(member.person.id), busy.get(colleague.person.id)]);
      const playing = before.then(() => playStory(story, { ...play, did: (deed) => void deeds.push(deed) }));
      for (const { person } of [member, colleague]) busy.set(person.id, playing);
      const stuck = await playing.then(
        () => undefined,
        (error: unknown) => `“${story}” did not go on: ${reasonOf(error)}`,
      );
      happened('played');
      return { number, deeds, ...(stuck !== undefined && { stuck }) };
    }),
  );
}

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const tenantOf = ({ tenants, byHand }: World, { tenant }: PlannedInvite): Tenant =>
  typeof tenant === 'number' ? (tenants[tenant] as Tenant) : byHand[tenant];
