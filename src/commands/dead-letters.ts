import { isGivenBack } from '../domain/deciding/is-given-back.js';
import type { Ref, Work } from '../domain/model/work.js';
import type { Ports } from '../domain/ports.js';
import { isUnknownTenant } from './is-unknown.js';
import type { ExitCode, Print } from './operator.js';
import { formatTable } from './table.js';

const HEAD = ['work', 'job', 'tenant', 'document', 'tries', 'due', 'error'];

/** Prints the dead letters of one tenant or of all. @returns 1 when the tenant is unknown. */
export async function listDeadLetters(ports: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenantId)) return 1;
  const dead = await ports.worklist.dead(tenantId);
  const rows = await Promise.all(dead.map(async (letter) => rowOf(letter, await isOver(ports, letter))));
  if (dead.length === 0) print('No dead letters.');
  else for (const line of formatTable(HEAD, rows)) print(line);
  return 0;
}

/** Makes one dead letter due again; a worker runs it within seconds. */
export async function replayDeadLetter(ports: Ports, print: Print, workId: string): Promise<ExitCode> {
  const letter = (await ports.worklist.dead()).find(({ work }) => work.id === workId);
  if (letter && (await isOver(ports, letter))) {
    print('Nothing to replay: the invite was given back to its member, who can act again.');
    return 1;
  }
  if (letter && (await retryDead(ports, letter))) {
    print(`Due again: ${workId}`);
    return 0;
  }
  print(`There is no dead letter ${workId}.`);
  return 1;
}

/** Makes all dead letters due again, or all of one tenant. @returns 1 when the tenant is unknown. */
export async function replayAllDeadLetters(ports: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenantId)) return 1;
  let [revived, over] = [0, 0];
  for (const letter of await ports.worklist.dead(tenantId)) {
    if (await isOver(ports, letter)) over += 1;
    else if (await retryDead(ports, letter)) revived += 1;
  }
  print(`Due again: ${revived}`);
  if (over > 0) print(`Nothing to replay: ${over}, whose invites were given back to their members`);
  return 0;
}

interface Letter {
  readonly ref: Ref;
  readonly work: Work;
}

const isOver = (ports: Ports, { ref, work }: Letter): Promise<boolean> => isGivenBack(ports, work.job, ref);

const retryDead = ({ worklist, clock }: Ports, { ref, work }: Letter): Promise<boolean> =>
  worklist.retryDead(ref, work.id, clock.now());

const rowOf = ({ ref, work }: Letter, over: boolean): string[] => [
  work.id,
  work.job,
  ref.tenantId,
  ref.id,
  String(work.attempts),
  work.at.toISOString(),
  [work.error, over && '(the invite was given back: nothing to replay)'].filter(Boolean).join(' '),
];
