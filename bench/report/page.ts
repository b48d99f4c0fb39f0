import { cpus, loadavg, release, totalmem, type } from 'node:os';
import type { Step } from '../counts/steps.js';
import { countsTable } from '../counts/table.js';
import type { Breakdown } from '../profile/breakdown.js';
import { type Finding, verdictOf } from './finding.js';
import { breakdownTable, costsOf, tableOf } from './table.js';

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
}

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
export function pageOf({ machine, servers, at, seconds, quick, counted, findings, breakdowns }: Report): string {
  const where = [
    `- ${machineLine(machine)}; load average ${machine.load.toFixed(1)} before the run`,
    ...servers.map((server) => `- ${server}`),
    `- ${at.toISOString().slice(0, 10)}, ${Math.round(seconds)} s${quick ? ', a quick run: fewer rounds, 100,000 referrals' : ''}`,
  ];
  return [
    '# Performance',
    'Written by `npm run bench`. Every number stands beside a bare baseline of the same run, so that the ratio says more than the number: the machine is the same, and what slows it down slows both.',
    where.join('\n'),
    `${summary(findings)}. Medians over the rounds, with the lowest and the highest round.`,
    tableOf(findings),
    '## What a request costs',
    'Milliseconds of the processor for one request, in the same rounds. MongoDB, Redis, the server under test and whoever sends the requests share the cores.',
    costsOf(findings),
    ...profiled(breakdowns),
    ...counts(counted),
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
        'Commands and calls, which do not depend on the machine. Bot and worker run in one process, one job after the other, and proxies count what passes to MongoDB and Redis. *Redis* is what dispatching work and keeping rate limits takes; BullMQ’s own worker sends some six commands more for each run that is *queued*. What a process caches for five seconds (the tenant, its connection and installation, who was erased) is not counted. `test/integration/bench/counts.test.ts` keeps these numbers from rising.',
        countsTable(counted),
      ];

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

- The product runs as it does in production: \`start:bot\` and \`start:worker\`, compiled, each in a process of its own. The baselines (\`bench/bare\`) are compiled the same way and run with the same flags of Node. Requests come from another process.
- MongoDB and Redis are the embedded ones, or those that \`MONGODB_URI\` and \`REDIS_URL\` name. Every write is acknowledged with \`w: majority, j: true\`, the baselines' too.
- The contenders take turns, forwards and backwards, after rounds that do not count. A ratio is taken within a round, and the median of the ratios counts.
- A click is signed, has the size of a real one (the modal or the card is in it), comes from one of 1,000 members and decides on an open invite of its own, which was put into the database before the clock started. An answer that is not the expected one ends the run.
- *Bolt that acks* is a Bolt 5 app on its ExpressReceiver whose listeners do nothing but \`ack()\`. *Bolt, one write* makes the same conditional \`findOneAndUpdate\` as the product before that, on documents of the same shape under the same indexes, with MongoDB's driver alone. *Bolt, one transaction* updates the invite and inserts a referral in one transaction, as *Refer* does; what *Refer* reads before that (the invite, both members, the job's other invites and referrals, and over HTTP who is the marketplace's candidate already) it does not read. None of them has a queue; Baton hands its jobs to Redis in the same rounds. No worker runs meanwhile.
- *bare, HMAC alone* is a \`node:http\` server that reads the body and checks the signature; *bare, one insert* also parses it and inserts the event under the same indexes.
- Open loop: requests go out on time whether or not the answers keep up, and a request's time begins when it was due. The timers of the sender are good to a millisecond or so, which is in every number, the baselines' too.
- The marketplace's call: from the moment the click was due to the moment the request arrives at an HTTP server that stands in for the marketplace (and for Slack), with an undo window of 0. The baseline is a Bolt app that makes one write and adds a BullMQ job, and a BullMQ worker that does nothing but make the call.
- Fairness: two agencies with 1,000 members each on one bot and one worker. One sends an invitation a second, the other sends its invitations over 16 connections as fast as they are taken. A time runs from the moment the webhook was due to the moment its card arrives at Slack’s stand-in. Each agency is alone at first, then both are together.
- \`/referrals\`: two databases with 1,000 members each. 100 of them look, and see five referrals sent, five received and their tallies; in one the referrals around them are a thousand, in the other many.
- \`npm run bench\` takes about eleven minutes on two cores; \`--quick\` takes a fraction of that, with fewer rounds and 100,000 referrals; \`--profile\` profiles every measurement, and not only those that missed their aim.
`;
