import { mkdirSync, writeFileSync } from 'node:fs';
import { openRefer, untilReferral } from '../support/e2e-actions.js';
import { urisOn } from '../support/fresh-uris.js';
import type { Memory } from '../support/product/product-process.js';
import { type Failure, fuzz, percentile, ROUND, type Tally } from './fuzz.js';
import type { Way } from './good-request.js';
import { faultsOf, grownMemory } from './oracle.js';
import { PLANTED_FAULTS, type PlantedFault } from './planted-faults.js';
import { cardFor, insist, PATIENCE_MS } from './wait-for-state.js';
import { openWorld, type World } from './world.js';

export interface RunOptions {
  readonly services: { readonly mongo: string; readonly redis: string };
  readonly seed: number;
  readonly requests: number | undefined;
  readonly round: number | undefined;
  readonly only: readonly Way[] | undefined;
  readonly control: PlantedFault | undefined;
  readonly most: number;
  readonly say: (line: string) => void;
}

/** Runs, tells what happens, and sums up. @returns true when nothing failed */
export async function runFuzz(options: RunOptions): Promise<boolean> {
  const { services, seed, round, say, most } = options;
  const { control } = options;
  const only = options.only ?? control?.ways;
  const sound = await openWorld({ uris: urisOn(services), say });
  const begun = performance.now();
  const again = (failure: Failure) =>
    `npm run fuzz -- --seed ${seed} --round ${failure.round}${only ? ` --only ${only.join(',')}` : ''}`;
  try {
    const world = control ? { ...sound, bot: await sound.faultyBot(control) } : sound;
    const tally = await fuzz({
      ...{ world, seed, most, only, from: round ?? 0, requests: options.requests ?? ROUND },
      progress: (now) => say(progressOf(now, performance.now() - begun)),
      failed: (failure) => say(`${storyOf(failure)}\n  Again: ${again(failure)}\n  Kept: ${keep(failure)}`),
    });
    const failures = [...tally.failures, ...(await canaryFails(world)), ...memoryFails(tally)];
    say(summaryOf(tally, world));
    for (const failure of failures.filter((one) => !tally.failures.includes(one))) say(storyOf(failure));
    say(failures.length === 0 ? 'Nothing failed.' : `${failures.length} failed.`);
    return failures.length === 0;
  } finally {
    await sound.close();
  }
}

/** Requests after which a control counts as not found. */
const FOUND_WITHIN = 1000;

/** Runs a bot with each control's fault in turn, beside the sound ones. @returns true when every fault was found */
export async function runControls({ services, seed, requests = FOUND_WITHIN, say }: RunOptions): Promise<boolean> {
  const sound = await openWorld({ uris: urisOn(services), say });
  const missed: string[] = [];
  try {
    for (const [name, control] of Object.entries<PlantedFault>(PLANTED_FAULTS)) {
      const bot = await sound.faultyBot(control);
      const world = { ...sound, bot };
      const ignore = () => {};
      const options = { seed, requests, only: control.ways, most: 1, progress: ignore, failed: ignore };
      const tally = await fuzz({ ...options, world });
      await bot.close();
      const [found] = [...tally.failures, ...memoryFails(tally)];
      if (!found) missed.push(name);
      say(
        `${name}: ${found ? `found with ${tally.requests} requests: ${found.wrong[0]?.slice(0, 150)}` : 'NOT FOUND'}`,
      );
    }
    say(missed.length === 0 ? 'Every control was found.' : `Not found: ${missed.join('; ')}.`);
    return missed.length === 0;
  } finally {
    await sound.close();
  }
}

function progressOf({ requests, slackMs, failures }: Tally, ms: number): string {
  const p99 = Math.round(percentile(slackMs, 99));
  return `${requests} requests, ${Math.round(requests / (ms / 1000))} a second, Slack's answers p99 ${p99} ms, ${failures.length} failed`;
}

/** Writes a failing request into a file. */
function keep(failure: Failure): string {
  mkdirSync('.baton/fuzz', { recursive: true });
  const file = `.baton/fuzz/${Date.now()}-${failure.number ?? `round-${failure.round}`}.json`;
  const { request, wrong } = failure;
  const { good, recipe, wire, answer } = request ?? {};
  const sent = wire && { ...wire, body: wire.body.toString().slice(0, 20_000) };
  writeFileSync(file, JSON.stringify({ wrong, good, recipe, sent, answer }, null, 2));
  return file;
}

function storyOf({ wrong, request }: Failure): string {
  if (!request) return `\nFAILED, by no request that would do it again alone:\n  ${wrong.join('\n  ')}`;
  const { good, recipe, answer } = request;
  const { pick: _, ...mutations } = recipe;
  return [
    `\nFAILED: ${good.name}, to ${good.method} ${good.path}`,
    ...wrong.map((what) => `  ${what}`),
    `  answered ${answer.status} in ${Math.round(answer.ms)} ms: ${answer.text.slice(0, 200)}`,
    `  mutations: ${JSON.stringify(mutations).slice(0, 700)}`,
  ].join('\n');
}

const MB = 1024 * 1024;

const shown = ({ heapUsed, external, rss }: Memory): string =>
  `heap ${(heapUsed / MB).toFixed(1)} MB, external ${(external / MB).toFixed(1)} MB, rss ${(rss / MB).toFixed(0)} MB`;

function summaryOf({ requests, byWay, byStatus, slackMs, memory }: Tally, world: World): string {
  const [first, last] = [memory[0], memory.at(-1)];
  const counts = (map: Map<string | number, number>) =>
    [...map]
      .sort()
      .map(([name, count]) => `${name} ${count}`)
      .join(', ');
  return [
    `\n${requests} requests, grown from ${world.goods.length} good ones.`,
    `By way in: ${counts(byWay as Map<string, number>)}.`,
    `By status: ${counts(byStatus)} (0: a connection without an answer).`,
    `Slack's answers: p50 ${Math.round(percentile(slackMs, 50))} ms, p99 ${Math.round(percentile(slackMs, 99))} ms, longest ${Math.round(Math.max(0, ...slackMs.slice(-100_000)))} ms.`,
    ...(['bot', 'worker'] as const).flatMap((name) =>
      first && last
        ? [
            `Memory of the ${name} after a garbage collection: ${shown(first[name])} at first, ${shown(last[name])} at last.`,
          ]
        : [],
    ),
  ].join('\n');
}

const memoryFails = ({ memory }: Tally): Failure[] => grownMemory(memory).map((what) => ({ wrong: [what], round: 0 }));

/** The tenant that nobody attacked refers its invite, and the marketplace gets it. @returns what of that failed */
async function canaryFails({ canary, bot, worker, stage }: World): Promise<Failure[]> {
  try {
    const [invite] = await canary.truth.ports.invites.openFor(canary.tenantId, canary.driver.as('kai').id, 1);
    if (!invite) throw new Error('the invite of the canary is gone');
    const kai = canary.driver.as('kai');
    const card = await cardFor(kai, invite);
    await insist('Mia is found', () => openRefer(kai, card, invite, 'Mia Canary'));
    await kai.submit();
    await untilReferral(canary, invite, 'forwarded', PATIENCE_MS);
    // others may have joined: Slack's signed events said so
    const names = (await stage.truth.ports.members.all(canary.tenantId)).map(({ name }) => name);
    for (const name of ['Kai Canary', 'Mia Canary'])
      if (!names.includes(name)) throw new Error(`the canary lacks ${name} among ${names.join(', ')}`);
    const health = await fetch(`${bot.url}/readyz`);
    if (health.status !== 200) throw new Error(`the bot is not ready: ${health.status}`);
    const wrong = faultsOf([bot, worker]);
    return wrong.length > 0 ? [{ wrong, round: 0 }] : [];
  } catch (error) {
    return [{ wrong: [`the canary: ${error instanceof Error ? error.message : String(error)}`], round: 0 }];
  }
}
