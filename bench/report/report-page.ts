import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Step } from '../counts/count-steps.js';
import { countsTable } from '../counts/counts-table.js';
import type { Breakdown } from '../profile/cpu-breakdown.js';
import { type Finding, verdictOf } from './finding.js';
import { breakdownTable, costsOf, tableOf } from './findings-table.js';
import { SCALE_ASSUMES, scaleTable } from './scale-estimate.js';

/** All results of a run. */
export interface Report {
  readonly machine: Machine;
  /** Names and versions of MongoDB and Redis. */
  readonly servers: readonly string[];
  readonly at: Date;
  readonly seconds: number;
  readonly quick: boolean;
  readonly counted: readonly Step[];
  readonly findings: readonly Finding[];
  readonly breakdowns: readonly Breakdown[];
  readonly failures: readonly Failure[];
}

/** A part of the run that failed. */
export interface Failure {
  readonly name: string;
  readonly why: string;
}

/** The note on the page when other processes used the machine. */
const BUSY =
  '**Other processes used the machine before the run**: its times and rates say little, and its ratios not much more. Counts do not depend on the machine.';

/** Summarises how many aims were met. */
export function summary(findings: readonly Finding[]): string {
  const verdicts = findings.map(verdictOf).filter((verdict) => verdict !== null);
  const count = (wanted: string) => verdicts.filter((verdict) => verdict === wanted).length;
  const parts = [`${count('met')} of ${verdicts.length} aims met`];
  if (count('missed')) parts.push(`${count('missed')} missed`);
  if (count('void')) parts.push(`${count('void')} not to be judged, for the baseline itself was too slow`);
  return parts.join(', ');
}

/** Renders the page as Markdown. */
export function pageOf(report: Report): string {
  const { machine, servers, at, seconds, quick, counted, findings, breakdowns, failures } = report;
  const where = [
    `- ${machineLine(machine)}; load average ${machine.load.toFixed(1)} before the run`,
    ...servers.map((server) => `- ${server}`),
    `- ${at.toISOString().slice(0, 10)}, ${Math.round(seconds)} s${quick ? ', a quick run: fewer rounds, a tenth of the data' : ''}`,
  ];
  return [
    '# Performance',
    'Written by `npm run bench`. Every number stands beside a bare baseline of the same run, so that the ratio says more than the number: the machine is the same, and what slows it down slows both.',
    where.join('\n'),
    ...(machine.load > machine.cores / 2 ? [BUSY] : []),
    `${summary(findings)}. Medians over the rounds, with the lowest and the highest round. [What was tried](scale.md#where-an-aim-is-missed) where an aim is missed.`,
    ...failures.map(({ name, why }) => `**Not measured: ${name}.** ${why}`),
    tableOf(findings),
    '## What a request costs',
    'Milliseconds of the processor for one request, in the same rounds. MongoDB, Redis, the server under test and whoever sends the requests share the cores.',
    costsOf(findings),
    ...profiled(breakdowns),
    ...counts(counted),
    ...scale(counted, findings),
    method,
  ].join('\n\n');
}

const profiled = (breakdowns: readonly Breakdown[]): string[] =>
  breakdowns.length === 0
    ? []
    : [
        '## What the time goes into',
        'Microseconds a request by module, measured with `node --cpu-prof` in rounds of their own. Names in brackets are the engine: `(native)` is mostly the system calls that write to sockets.',
        ...breakdowns.map(breakdownTable),
      ];

const counts = (counted: readonly Step[]): string[] =>
  counted.length === 0
    ? []
    : [
        '## What a step sends',
        'Commands and calls, which do not depend on the machine. Bot and worker run in one process, one job after the other, and proxies count what passes to MongoDB and Redis. *Redis* is what dispatching work and keeping rate limits takes; BullMQ’s own worker sends some six commands more for each run that is *queued*. Each step is played twice, and the second time is counted: what a process caches for five seconds (the tenant, its connections and installation, who was erased) or for a minute (the team and its loads for the best match, the candidates that the marketplace named) was read the first time. Every other read is counted, that of a connection before each call to it as well. A delivery that runs in the process that announced it reads what the announcement has read already, a card is not written to show what it shows, and Slack is not asked to edit a message to what it has. `test/integration/bench/counts.test.ts` keeps these numbers from rising.',
        countsTable(counted),
      ];

function scale(counted: readonly Step[], findings: readonly Finding[]): string[] {
  const table = scaleTable(counted, findings);
  return table === null ? [] : ['## More workspaces, on paper', SCALE_ASSUMES, table];
}

/** The machine of the measurements. */
export interface Machine {
  readonly cores: number;
  readonly model: string;
  readonly memoryGb: number;
  readonly system: string;
  readonly node: string;
  /** Load average of the minute before the run. */
  readonly load: number;
}

/** Describes this machine. */
export const thisMachine = (): Machine => ({
  cores: cpus().length,
  model: cpus()[0]?.model.trim() ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
  system: `${type()} ${release()}`,
  node: process.version,
  load: loadavg()[0] ?? Number.NaN,
});

/** Describes a machine in one line, such as `2 cores of AMD EPYC, 24 GB, Linux 6.1.0, Node v20.20.2`. */
const machineLine = ({ cores, model, memoryGb, system, node }: Machine): string =>
  `${cores} cores of ${model}, ${memoryGb} GB, ${system}, Node ${node}`;

/** The page's section about the method. */
const method = `## Method

- The product runs as it does in production: \`start:bot\` and \`start:worker\`, compiled, each in a process of its own. The baselines (\`bench/baseline\`) are compiled the same way and run with the same flags of Node. Requests come from another process.
- MongoDB and Redis are the embedded ones, or those that \`MONGODB_URI\` and \`REDIS_URL\` name. Every write is acknowledged with \`w: majority, j: true\`, the baselines' too.
- The contenders take turns, forwards and backwards, after rounds that do not count. A ratio is taken within a round, and the median of the ratios counts. Each section has a share of the time; where that is over, no further round begins, and one always counts. A slow server gets smaller rounds.
- A click is signed, has the size of a real one (the modal or the card is in it), comes from one of 1,000 members and decides on an open invite of its own, which was put into the database before the clock started.
- An answer that Slack or a marketplace would take for none (Bolt's 404 after three seconds, Baton's interim reply after two, 503) is *late*: it counts in no rate, and its time is infinite. Any other answer than the expected one ends the section.
- *Bolt that acks* is a Bolt 5 app on its ExpressReceiver whose listeners do nothing but \`ack()\`. *Bolt, one write* makes the same conditional \`findOneAndUpdate\` as the product before that, on documents of the same shape under the same indexes, with MongoDB's driver alone. *Bolt, one transaction* updates the invite and inserts a referral in one transaction, as *Refer* does; what *Refer* reads before that (the invite with its job, and the colleague) it does not read. None of them does anything afterwards. Baton's bot does: what follows from a click runs in the same process while that has time for it, and goes to Redis otherwise, where no worker takes it in these rounds.
- *bare, HMAC alone* is a \`node:http\` server that reads the body and checks the signature; *bare, one insert* also parses it and inserts the event under the same indexes.
- Open loop: requests go out on time whether or not the answers keep up, and a request's time begins when it was due. The rate is 200 a second, or half of what the slower contender carried in the closed loop. The timers of the sender are good to a millisecond or so, which is in every number, the baselines' too.
- The marketplace's call: from the moment the click was due to the moment the request arrives at an HTTP server that stands in for the marketplace (and for Slack), with an undo window of 0. The baseline is a Bolt app that makes one write and adds a BullMQ job, and a BullMQ worker that does nothing but make the call.
- Fairness: a bot and two workers. One agency of 1,000 members floods over 16 connections as fast as its invitations are taken, while another one gets an invitation a second (more often beside a short flood, never more than a twentieth of what the servers carry); then three such floods beside fifty agencies of 20 members. A time runs from the moment the webhook was due to the moment its card arrives at Slack’s stand-in. The baseline of each is itself, alone.
- \`/referrals\`: two databases with 1,000 members each. 100 of them look, and see five referrals sent, five received and their tallies; in one the referrals around them are a thousand, in the other many.
- Growth: bot and worker in one process, one job after the other, with proxies that count what passes to MongoDB. A picker is asked when its directory is cached already. The sweep is one reading of all collections for what is due; each idle tenant has an open invite that expires within a day.
- Memory is the most that a process had resident at any moment, with the flags of Node that \`start:bot\` gives ([memory](operating.md#memory)).
- \`npm run bench\` takes at most a quarter of an hour; \`--quick\` at most four minutes, with fewer and shorter rounds and a tenth of the data; \`--only\` measures one section and writes no page; \`--profile\` profiles every measurement, and not only those that missed their aim.
`;
