import fc from 'fast-check';
import type { Ref, Work } from '../../src/domain/model/outbox-work.js';
import { waitAtMost } from '../../src/lib/wait-at-most.js';
import type { Memory } from '../support/product/product-process.js';
import type { GoodRequest, Way } from './good-request.js';
import { changedBytes, grown, namesNeeded, type WireRequest } from './mutate-request.js';
import { type Recipe, recipes, simpler } from './mutation-recipe.js';
import { faultsOf, isLate, wrongCall, wrongWith } from './oracle.js';
import { type Answer, bytesOf, type Sender, sender } from './send.js';
import { untilDone } from './wait-for-state.js';
import type { World } from './world.js';

/** Requests of one round, after which the tenant is mended. */
export const ROUND = 500;

/** Requests that are under way at the same time. */
const AT_ONCE = 8;

/** What one request, or the work that followed, did wrong. */
export interface Failure {
  readonly wrong: readonly string[];
  /** The request in short; absent where nobody knows which one it was. */
  readonly request?: {
    readonly good: GoodRequest;
    readonly recipe: Recipe;
    readonly wire: WireRequest;
    readonly answer: Answer;
  };
  readonly round: number;
  readonly number?: number;
}

/** What a run counted. */
export interface Tally {
  requests: number;
  readonly byWay: Map<Way, number>;
  readonly byStatus: Map<number, number>;
  /** Times of Slack's answers, in milliseconds. */
  readonly slackMs: number[];
  readonly failures: Failure[];
  readonly memory: { bot: Memory; worker: Memory }[];
}

export interface FuzzOptions {
  readonly world: World;
  readonly seed: number;
  readonly requests: number;
  readonly only?: readonly Way[] | undefined;
  /** The first round. Default: 0. */
  readonly from?: number;
  readonly progress: (tally: Tally) => void;
  readonly failed: (failure: Failure) => void;
  /** Failures after which the run ends. */
  readonly most: number;
}

/** The good request and recipe of every request of a round: they follow from the seed alone. */
function roundOf(goods: readonly GoodRequest[], seed: number, round: number): { good: GoodRequest; recipe: Recipe }[] {
  const ways = [...new Set(goods.map(({ way }) => way))];
  return fc.sample(recipes, { seed: (seed * 1_000_003 + round) | 0, numRuns: ROUND }).map((recipe) => {
    const way = ways[recipe.pick % ways.length];
    const ofWay = goods.filter((good) => good.way === way);
    return { good: ofWay[Math.floor(recipe.pick / ways.length) % ofWay.length] as GoodRequest, recipe };
  });
}

/** Sends mutated requests round by round, and looks for what they did wrong. */
export async function fuzz(options: FuzzOptions): Promise<Tally> {
  const { world, seed, requests, only, from = 0, progress, failed, most } = options;
  const goods = world.goods.filter(({ way }) => !only || only.includes(way));
  const tally: Tally = { requests: 0, byWay: new Map(), byStatus: new Map(), slackMs: [], failures: [], memory: [] };
  const wire = sender({ bot: world.bot.url, worker: world.worker.url });
  const calls: string[] = [];
  const stop = world.stage.slack.calls.on((call) => calls.push(...wrongCall(call)));
  const fail = (failure: Failure) => {
    tally.failures.push(failure);
    failed(failure);
  };
  try {
    for (let round = from; tally.requests < requests && tally.failures.length < most; round += 1) {
      await world.renew();
      const count = Math.min(ROUND, requests - tally.requests);
      const batch = roundOf(goods, seed, round)
        .slice(0, count)
        .map((one, at) => ({ ...one, number: round * ROUND + at }));
      await inTurns(batch, AT_ONCE, (some) => tryAll({ world, wire, tally, round, fail }, some));
      await untilDone(world.stage);
      const wrong = [...calls.splice(0), ...faultsOf([world.bot, world.worker]), ...(await deadLetters(world))];
      if (wrong.length > 0) fail({ wrong: [...new Set(wrong)], round });
      if (!only || only.includes('marketplace'))
        await provokeAll({ world, wire, tally, round, fail }, roundOf(goods, seed, round));
      if (tally.memory.length === 0 || tally.requests >= requests) tally.memory.push(await memoryOf(world));
      world.stage.slack.calls.clear();
      progress(tally);
    }
    return tally;
  } finally {
    stop();
    wire.close();
  }
}

const memoryOf = async ({ bot, worker }: World) => ({ bot: await bot.memory(), worker: await worker.memory() });

async function inTurns<T>(all: readonly T[], size: number, each: (some: readonly T[]) => Promise<void>): Promise<void> {
  for (let at = 0; at < all.length; at += size) await each(all.slice(at, at + size));
}

interface Trial {
  readonly world: World;
  readonly wire: Sender;
  readonly tally: Tally;
  readonly round: number;
  readonly fail: (failure: Failure) => void;
}

interface Numbered {
  readonly good: GoodRequest;
  readonly recipe: Recipe;
  readonly number: number;
}

/** Tries some requests at once. Where the log has a fault, tries them again one by one, to find the one that causes it. */
async function tryAll(trial: Trial, some: readonly Numbered[]): Promise<void> {
  const { world, tally, round, fail } = trial;
  const tried = await Promise.all(some.map((one) => tryOne(trial, one)));
  for (const { one, answer } of tried) {
    tally.requests += 1;
    tally.byWay.set(one.good.way, (tally.byWay.get(one.good.way) ?? 0) + 1);
    tally.byStatus.set(answer.status, (tally.byStatus.get(answer.status) ?? 0) + 1);
    if (one.good.proof === 'slack') tally.slackMs.push(answer.ms);
  }
  const logged = faultsOf([world.bot, world.worker]);
  let found = false;
  for (const { one, answer } of tried) {
    if (logged.length === 0 && wrongWith(answer, one.good).length === 0) continue;
    const again = await smallest(trial, one);
    if (!again) continue;
    found = true;
    fail({ ...again, round, number: one.number });
  }
  if (logged.length > 0 && !found) fail({ wrong: logged, round });
}

/** Acts of a round by which Baton asks the hostile marketplace. */
const PROVOKED = 12;

/** A busy machine answers late now and then: an answer counts as late when it is so many times in a row. */
const LATE_TIMES = 3;

async function untilInTime<T>(doing: () => Promise<T>, isTooLate: (done: T) => boolean): Promise<T> {
  let done = await doing();
  for (let left = LATE_TIMES - 1; left > 0 && isTooLate(done); left -= 1) done = await doing();
  return done;
}

/** How long an act is waited for, in milliseconds: its answer may never come. */
const ACT_MS = 30_000;

/** Makes Baton ask the hostile marketplace, whose answers a recipe mutates each time. */
async function provokeAll(
  { world, tally, round, fail }: Trial,
  all: readonly Omit<Numbered, 'number'>[],
): Promise<void> {
  const { marketplace, tenant } = world.hostile;
  const before = marketplace.mutated();
  for (const [at, { recipe }] of all.slice(0, PROVOKED).entries()) {
    marketplace.misbehave(recipe);
    const provoke = () =>
      waitAtMost(tenant.provoke(round * PROVOKED + at), ACT_MS, () => undefined).catch(() => undefined);
    const reply = await untilInTime(provoke, (given) => given !== undefined && isLate(given, { proof: 'slack' }));
    const wrong = [
      ...(reply ? wrongWith({ headers: {}, ...reply }, { way: 'marketplace', proof: 'slack' }) : []),
      ...faultsOf([world.bot, world.worker], true),
    ];
    if (wrong.length > 0)
      fail({ wrong: [`the marketplace answered by ${JSON.stringify(recipe).slice(0, 500)}`, ...wrong], round });
  }
  await tenant.recover();
  const wrong = [...faultsOf([world.bot, world.worker], true), ...(await deadLetters(world))];
  if (wrong.length > 0) fail({ wrong: ['after the marketplace answered well again', ...wrong], round });
  const mutated = marketplace.mutated() - before;
  tally.requests += mutated;
  tally.byWay.set('marketplace', (tally.byWay.get('marketplace') ?? 0) + mutated);
}

async function tryOne({ world, wire }: Pick<Trial, 'world' | 'wire'>, one: Numbered) {
  const { good, recipe, number } = one;
  const values = await world.valuesFor(namesNeeded(good, recipe), number);
  const moment = { values, keys: world.keys(), number };
  if (good.way !== 'sockets') {
    const request = grown(good, recipe, moment);
    return { one, request, answer: await wire.send(request) };
  }
  const request = grown(good, { ...recipe, bytes: [] }, moment);
  const bytes = recipe.bytes.reduce(changedBytes, bytesOf(request));
  return { one, request, answer: await wire.sendBytes(request.to, bytes) };
}

/** Tries one request alone. @returns what it did wrong this time, too; undefined where nothing */
async function alone(trial: Trial, one: Numbered): Promise<Pick<Failure, 'wrong' | 'request'> | undefined> {
  const { world } = trial;
  const { request, answer } = await untilInTime(
    () => tryOne(trial, one),
    ({ answer: given }) => isLate(given, one.good),
  );
  const wrong = [...wrongWith(answer, one.good), ...faultsOf([world.bot, world.worker])];
  return wrong.length === 0
    ? undefined
    : { wrong, request: { good: one.good, recipe: one.recipe, wire: request, answer } };
}

/** Drops mutations as long as the request still fails. Each attempt is a new request. */
async function smallest(trial: Trial, one: Numbered): Promise<Pick<Failure, 'wrong' | 'request'> | undefined> {
  let failing = await alone(trial, one);
  if (!failing) return undefined;
  for (let current: Recipe | undefined = one.recipe; current; ) {
    let next: Recipe | undefined;
    for (const candidate of simpler(current)) {
      const still = await alone(trial, { ...one, recipe: candidate });
      if (!still) continue;
      [failing, next] = [still, candidate];
      break;
    }
    current = next;
  }
  return failing;
}

const known = new WeakMap<World, Set<string>>();

/** Describes the dead letters that were not there before, and work that fails. */
async function deadLetters(world: World): Promise<string[]> {
  const seen = known.get(world) ?? new Set<string>();
  known.set(world, seen);
  const dead = await world.stage.truth.ports.worklist.dead();
  const fresh = dead.filter(({ work }) => !seen.has(work.id));
  for (const { work } of fresh) seen.add(work.id);
  const areUsedUp = await Promise.all(fresh.map((letter) => isUsedUp(world, letter)));
  const wrong = fresh.filter((_, at) => !areUsedUp[at]);
  return wrong.map(({ ref, work }) => `a dead letter: ${JSON.stringify({ ref, work }).slice(0, 800)}`);
}

/** Tells whether a dead letter is a report about an invitation that nobody knows, whose tries a long run uses up. */
async function isUsedUp({ stage }: World, { ref, work }: { readonly ref: Ref; readonly work: Work }): Promise<boolean> {
  if (!work.error?.startsWith('TooEarly:')) return false;
  const { events, invites } = stage.truth.ports;
  const data = (await events.get(ref))?.data;
  if (!data) return false;
  return (await invites.byExternalId(ref.tenantId, 'invitationId' in data ? data.invitationId : data.id)) === null;
}

/** Returns the time that so many of a hundred are below. */
export function percentile(times: readonly number[], percent: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((sorted.length * percent) / 100))] ?? 0;
}
