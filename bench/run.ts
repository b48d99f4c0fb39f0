import { mkdir, writeFile } from 'node:fs/promises';
import { startMongo } from '../sandbox/services/mongo.js';
import { startRedis } from '../sandbox/services/redis.js';
import { build } from './build.js';
import { countAll } from './counts/count-all.js';
import type { Step } from './counts/count-steps.js';
import { countsTable, detailOf } from './counts/counts-table.js';
import { makeSecrets } from './data/secrets.js';
import { monotonicNow } from './load/monotonic-clock.js';
import type { Outcome } from './measure/finding-from-rounds.js';
import { runSection } from './measure/run-section.js';
import { readOptions } from './options.js';
import { type Breakdown, breakdownOf } from './profile/cpu-breakdown.js';
import { verdictOf } from './report/finding.js';
import { tableOf } from './report/findings-table.js';
import { type Failure, pageOf, thisMachine } from './report/report-page.js';
import type { Setting } from './sections/section-types.js';
import { SECTIONS } from './sections/sections.js';

const PAGE = 'docs/performance.md';

const started = monotonicNow();

const secondsSince = (time: number): number => (monotonicNow() - time) / 1000;

const say = (line: string): void =>
  void process.stderr.write(`${secondsSince(started).toFixed(0).padStart(4)} s  ${line}\n`);

type Base = Omit<Setting, 'start' | 'later' | 'deadline'>;

/** All that was measured until now. */
interface Results {
  counted: readonly Step[];
  readonly outcomes: Map<string, readonly Outcome[]>;
  readonly breakdowns: Breakdown[];
  readonly failures: Failure[];
}

/** Runs one measurement. If it fails, the others continue, and the page reports the failure. */
async function attempt<T>({ failures }: Results, name: string, measure: () => Promise<T>): Promise<T | undefined> {
  try {
    return await measure();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    failures.push({ name, why });
    say(`${name} failed: ${error instanceof Error ? error.stack : why}`);
    return undefined;
  }
}

const missedIn = (outcomes: readonly Outcome[], all: boolean): Set<string> =>
  new Set(
    outcomes
      .filter(({ finding, played }) => played && (all || verdictOf(finding) === 'missed'))
      .map(({ finding }) => finding.what),
  );

/** Repeats under the profiler the measurements that missed their aim, or all. */
async function profiled(name: string, base: Base, wanted: ReadonlySet<string>, deadline: number): Promise<Breakdown[]> {
  say(`Under the profiler: ${name}`);
  const { size } = base;
  const small = { ...size, rounds: 2, seconds: { ...size.seconds, loop: 1 }, many: Math.min(size.many, 100_000) };
  const wants = (what: string) => [...wanted].some((one) => one.startsWith(what));
  const section = SECTIONS[name]?.measure ?? (async () => []);
  const { outcomes, profiles } = await runSection(section, { ...base, size: small, wants, deadline }, true);
  const chosen = outcomes.flatMap(({ finding: { what }, played }) =>
    played && wanted.has(what) ? [{ what, played }] : [],
  );
  const oneOfEach = new Map(chosen.map((one) => [one.played.rounds, one]));
  return [...oneOfEach.values()].map(({ what, played }) => breakdownOf(what, played, profiles));
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), Object.keys(SECTIONS));
  const { size, only } = options;
  const [machine, at] = [thisMachine(), new Date()];
  if (!options.counts) await build();
  const [mongo, redis] = await Promise.all([startMongo({ say, fast: true }), startRedis({ say })]);
  const behind = [mongo.pid, redis.pid].filter((pid) => pid !== undefined);
  const servers = { mongoUri: mongo.uri, redisUrl: redis.uri, behind };
  const base: Base = { ...servers, secrets: makeSecrets(), size, say, wants: () => true };
  const results: Results = { counted: [], outcomes: new Map(), breakdowns: [], failures: [] };
  const page = () =>
    pageOf({
      ...{ machine, at, quick: options.quick, servers: [mongo.what, redis.what], seconds: secondsSince(started) },
      ...results,
      findings: [...results.outcomes.values()].flat().map(({ finding }) => finding),
    });
  /** Writes the page after each part, so that nothing is lost when the run is ended. */
  async function write(): Promise<void> {
    if (only) return;
    await mkdir('docs', { recursive: true });
    await writeFile(PAGE, page());
  }
  try {
    if (!only) results.counted = (await attempt(results, 'counts', () => countAll(mongo.uri, redis.uri))) ?? [];
    if (!only) say(`What a step sends\n${countsTable(results.counted)}`);
    if (options.counts) return void process.stdout.write(`${results.counted.map(detailOf).join('\n\n')}\n`);
    const chosen = Object.entries(SECTIONS).filter(([name]) => !only || only === name);
    for (const [name, { measure, share }] of chosen) {
      const setting = { ...base, deadline: monotonicNow() + size.seconds.sections * share * 1000 };
      const run = await attempt(results, name, () => runSection(measure, setting, false));
      results.outcomes.set(name, run?.outcomes ?? []);
      if (run) say(`${name}\n${tableOf(run.outcomes.map(({ finding }) => finding))}`);
      await write();
    }
    const deadline = monotonicNow() + size.seconds.profiles * 1000;
    for (const [name, outcomes] of results.outcomes) {
      const wanted = missedIn(outcomes, options.profile);
      if (wanted.size === 0 || monotonicNow() > deadline) continue;
      const breakdowns = await attempt(results, `profile of ${name}`, () => profiled(name, base, wanted, deadline));
      results.breakdowns.push(...(breakdowns ?? []));
      await write();
    }
  } finally {
    await Promise.all([mongo.close(), redis.close()]);
  }
  process.stdout.write(`${page()}\n`);
  if (results.failures.length > 0) process.exitCode = 1;
}

await main();
