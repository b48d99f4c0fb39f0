import { type DeadLetter, listDeadLetters, replayDeadLetters } from '../domain/operating/dead-letters.js';
import type { Ports } from '../domain/ports.js';
import { formatTable } from './format-table.js';
import { isUnknownTenant } from './is-unknown-tenant.js';
import type { ExitCode, Print } from './operator-services.js';

const HEAD = ['work', 'job', 'tenant', 'document', 'tries', 'due', 'error'];

/** Prints the dead letters of one tenant or of all. @returns 1 when the tenant is unknown. */
export async function printDeadLetters(ports: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenantId)) return 1;
  const letters = await listDeadLetters(ports, tenantId);
  if (letters.length === 0) print('No dead letters.');
  else for (const line of formatTable(HEAD, letters.map(rowOf))) print(line);
  return 0;
}

/** Makes one dead letter due again; a worker runs it within seconds. */
export async function replayDeadLetter(ports: Ports, print: Print, workId: string): Promise<ExitCode> {
  const { due, over } = await replayDeadLetters(ports, { workIds: new Set([workId]) });
  if (due > 0) print(`Due again: ${workId}`);
  else if (over > 0) print('Nothing to replay: the invite was given back to its member, who can act again.');
  else print(`There is no dead letter ${workId}.`);
  return due > 0 ? 0 : 1;
}

/** Makes all dead letters due again, or all of one tenant. @returns 1 when the tenant is unknown. */
export async function replayAllDeadLetters(ports: Ports, print: Print, tenantId?: string): Promise<ExitCode> {
  if (await isUnknownTenant(ports, print, tenantId)) return 1;
  const { due, over } = await replayDeadLetters(ports, { tenantId });
  print(`Due again: ${due}`);
  if (over > 0) print(`Nothing to replay: ${over}, whose invites were given back to their members`);
  return 0;
}

const rowOf = ({ ref, work, isOver }: DeadLetter): string[] => [
  work.id,
  work.job,
  ref.tenantId,
  ref.id,
  String(work.attempts),
  work.at.toISOString(),
  [work.error, isOver && '(the invite was given back: nothing to replay)'].filter(Boolean).join(' '),
];
