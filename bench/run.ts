import { mkdir, writeFile } from 'node:fs/promises';
import { startMongo } from '../sandbox/services/mongo.js';
import { startRedis } from '../sandbox/services/redis.js';
import { build } from './build.js';
import { countAll } from './counts/count.js';
import type { Step } from './counts/steps.js';
import { countsTable, detailOf } from './counts/table.js';
import { makeSecrets } from './data/secrets.js';
import type { Outcome } from './measure/outcome.js';
import { runSection } from './measure/run-section.js';
import { readOptions } from './options.js';
import { type Breakdown, breakdownOf } from './profile/breakdown.js';
import { verdictOf } from './report/finding.js';
import { pageOf, thisMachine } from './report/page.js';
import { tableOf } from './report/table.js';
import { calls } from './sections/call.js';
import { clicks } from './sections/click.js';
import { fairness } from './sections/fairness.js';
import { referralsCommand } from './sections/referrals.js';
import type { Section, Setting } from './sections/setting.js';
import { webhooks } from './sections/webhook.js';

const SECTIONS: Readonly<Record<string, Section>> = { clicks, webhooks, calls, fairness, referrals: referralsCommand };

const PAGE = 'docs/performance.md';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

type Options = ReturnType<typeof readOptions>;
type Base = Omit<Setting, 'start' | 'later'>;

/**
 * Measures one section, and measures again under the profiler what missed its aim, or everything. A quick run is profiled
 * only when that is asked for.
 */
async function measure(section: Section, base: Base, { profile, quick }: Options) {
  const { outcomes } = await runSection(section, base, false);
  say(tableOf(outcomes.map(({ finding }) => finding)));
  const isWanted = ({ finding }: Outcome) => profile || (!quick && verdictOf(finding) === 'missed');
  const wanted = new Set(outcomes.filter(isWanted).map(nameOf));
  return { outcomes, breakdowns: wanted.size > 0 ? await profiled(section, base, wanted) : [] };
}

const nameOf = ({ finding }: Outcome): string => finding.what;

async function profiled(section: Section, base: Base, wanted: ReadonlySet<string>): Promise<Breakdown[]> {
  say('Once more under the profiler');
  const size = { ...base.size, rounds: 2, seconds: 1, many: Math.min(base.size.many, 100_000) };
  const wants = (what: string) => [...wanted].some((name) => name.startsWith(what));
  const { outcomes, profiles } = await runSection(section, { ...base, size, wants }, true);
  const oneOfEach = new Map(outcomes.filter((outcome) => wanted.has(nameOf(outcome))).map((one) => [one.rounds, one]));
  return [...oneOfEach.values()].map((outcome) => breakdownOf(outcome, profiles));
}

async function main(): Promise<void> {
  const options = readOptions(process.argv.slice(2), Object.keys(SECTIONS));
  const machine = thisMachine();
  const at = new Date();
  if (!options.counts) await build();
  const [mongo, redis] = await Promise.all([startMongo({ say, fast: true }), startRedis({ say })]);
  const behind = [mongo.pid, redis.pid].filter((pid) => pid !== undefined);
  const base = {
    mongoUri: mongo.uri,
    redisUrl: redis.uri,
    behind,
    secrets: makeSecrets(),
    size: options.size,
    say,
    wants: () => true,
  };
  const measured = [];
  let counted: Step[] = [];
  try {
    if (!options.only) counted = await countAll(mongo.uri, redis.uri);
    say(countsTable(counted));
    if (options.counts) return void process.stdout.write(`${counted.map(detailOf).join('\n\n')}\n`);
    for (const [name, section] of Object.entries(SECTIONS)) {
      if (!options.only || options.only === name) measured.push(await measure(section, base, options));
    }
  } finally {
    await Promise.all([mongo.close(), redis.close()]);
  }
  const page = pageOf({
    machine,
    servers: [mongo.what, redis.what],
    at,
    seconds: (Date.now() - at.getTime()) / 1000,
    quick: options.quick,
    counted,
    findings: measured.flatMap(({ outcomes }) => outcomes.map(({ finding }) => finding)),
    breakdowns: measured.flatMap(({ breakdowns }) => breakdowns),
  });
  process.stdout.write(`${page}\n`);
  if (options.only) return;
  await mkdir('docs', { recursive: true });
  await writeFile(PAGE, page);
}

await main();
