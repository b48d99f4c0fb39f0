import type { Step } from '../counts/count-steps.js';
import type { Finding } from './finding.js';

/** Workspaces of each row. */
const WORKSPACES = [1000, 10_000, 100_000, 1_000_000];

/**
 * Assumed invitations of a workspace per working day, the hours in which they come, and the factor of the busiest
 * moment.
 */
const INVITES_A_DAY = 10;
const HOURS = 8;
const PEAK = 3;

/** Assumed shares of all invitations by what their members do; the rest expires. A referral counts up to the hire. */
const DECLINED = 0.3;
const ACCEPTED = 0.1;
const REFERRED = 0.2;

/** Assumed cores of a machine, and the share of them that is used in the busiest moment. */
const CORES = 8;
const USED = 0.5;

/** Assumed acknowledged writes per second of one shard of three machines. */
const WRITES_A_SHARD = 5000;
const MACHINES_A_SHARD = 3;

/** The counted steps of one invitation, each with the share of invitations that take it. */
const SHARES: readonly (readonly [step: string, share: number])[] = [
  ['Webhook to card', 1 - REFERRED],
  ['Decline, all that follows', DECLINED],
  ['The colleague accepts', ACCEPTED],
  ['The journey to the hire, with pauses', REFERRED],
];

/** The cost of one invitation on average. */
interface Cost {
  readonly commands: number;
  readonly writes: number;
  readonly redis: number;
  readonly http: number;
}

/** Adds up the counted costs. Null where a step was not counted. */
function costOf(counted: readonly Step[]): Cost | null {
  let sum: Cost = { commands: 0, writes: 0, redis: 0, http: 0 };
  for (const [name, share] of SHARES) {
    const counts = counted.find((step) => step.name === name)?.counts;
    if (!counts) return null;
    sum = {
      commands: sum.commands + share * counts.commands,
      writes: sum.writes + share * (counts.writes + counts.commits),
      redis: sum.redis + share * counts.redis,
      http: sum.http + share * counts.http,
    };
  }
  return sum;
}

const rounded = (value: number): string =>
  (value < 10 ? Math.round(value * 10) / 10 : Math.round(value)).toLocaleString('en');

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

/**
 * Renders the resources that more workspaces would need, from the counts and from the CPU time of a card.
 * @returns null where it was not counted
 */
export function scaleTable(counted: readonly Step[], findings: readonly Finding[]): string | null {
  const cost = costOf(counted);
  const card = counted.find(({ name }) => name === 'Webhook to card')?.counts.commands;
  if (!cost || !card) return null;
  const flood = findings.find(({ unit, what }) => unit === '/s' && what.startsWith('Webhook to card'));
  const msPerCommand = (flood?.baseline.spent.own ?? Number.NaN) / card;
  const head = [
    'workspaces',
    'invitations/s',
    'MongoDB commands/s',
    'durable writes/s',
    'Redis commands/s',
    'HTTP calls/s',
  ];
  const machines = ['machines for bots and workers', 'shards', 'machines for MongoDB'];
  const rows = WORKSPACES.map((workspaces) => {
    const perSecond = (workspaces * INVITES_A_DAY * PEAK) / (HOURS * 3600);
    const per = Object.values(cost).map((each: number) => rounded(perSecond * each));
    const cores = (perSecond * cost.commands * msPerCommand) / 1000;
    const shards = Math.ceil((perSecond * cost.writes) / WRITES_A_SHARD);
    const processes = Number.isFinite(cores) ? rounded(Math.max(2, Math.ceil(cores / (CORES * USED)))) : 'not measured';
    return [
      rounded(workspaces),
      rounded(perSecond),
      ...per,
      processes,
      rounded(shards),
      rounded(shards * MACHINES_A_SHARD),
    ];
  });
  return [[...head, ...machines], [...head, ...machines].map(() => '---:'), ...rows].map(row).join('\n');
}

/** The text about the table's assumptions. */
export const SCALE_ASSUMES = `Nothing of this was measured but what one invitation costs: it is arithmetic from the counts above, and from the processor’s time of a card in a flood where that was measured. Assumed are ${INVITES_A_DAY} invitations a workspace and working day, within ${HOURS} hours, and ${PEAK} times as many in the busiest moment; of them ${REFERRED * 100}% referred and followed to the hire, ${DECLINED * 100}% declined, ${ACCEPTED * 100}% accepted; machines of ${CORES} cores that are half busy then; and ${WRITES_A_SHARD.toLocaleString('en')} acknowledged writes a second for a shard of ${MACHINES_A_SHARD} machines. [Scale](scale.md) says what else grows.`;
