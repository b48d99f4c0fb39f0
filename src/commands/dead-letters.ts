import type { Ports } from '../domain/ports.js';
import type { Ref, Work } from '../domain/work.js';
import type { ExitCode, Print } from './operator.js';
import { asTable } from './table.js';

const HEAD = ['work', 'job', 'tenant', 'document', 'tries', 'due', 'error'];

/** Prints the work that was given up, of one tenant or of all. */
export async function listDeadLetters({ worklist }: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  const dead = await worklist.dead(tenantId);
  if (dead.length === 0) print('No dead letters.');
  else for (const line of asTable(HEAD, dead.map(rowOf))) print(line);
  return 0;
}

/** Makes one piece of given-up work due again; a worker takes it within seconds. */
export async function replayDeadLetter(ports: Ports, print: Print, workId: string): Promise<ExitCode> {
  const letter = (await ports.worklist.dead()).find(({ work }) => work.id === workId);
  if (letter && (await revive(ports, letter))) {
    print(`Due again: ${workId}`);
    return 0;
  }
  print(`There is no dead letter ${workId}.`);
  return 1;
}

/** As `replayDeadLetter`, for all of them, or all of one tenant. */
export async function replayAllDeadLetters(ports: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  let revived = 0;
  for (const letter of await ports.worklist.dead(tenantId)) if (await revive(ports, letter)) revived += 1;
  print(`Due again: ${revived}`);
  return 0;
}

const revive = ({ worklist, clock }: Ports, { ref, work }: { ref: Ref; work: Work }): Promise<boolean> =>
  worklist.revive(ref, work.id, clock.now());

const rowOf = ({ ref, work }: { ref: Ref; work: Work }): string[] => [
  work.id,
  work.job,
  ref.tenantId,
  ref.id,
  String(work.attempts),
  work.at.toISOString(),
  work.error ?? '',
];
