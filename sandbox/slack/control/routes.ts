import type { Answer } from '../emulator/answer.js';
import type { EmulatorContext } from '../emulator/context.js';
import type { Json } from '../emulator/seed.js';
import { ACTS } from './acts.js';
import { type Control, NotThere } from './control.js';
import { READS } from './reads.js';

/** A request under `/control/`. */
export interface ControlRequest {
  readonly method: string;
  readonly name: string;
  readonly query: URLSearchParams;
  readonly body: Buffer;
}

/**
 * For a program that plays Slack's users from another process: what Slack's own API does not let one read or do. A GET
 * reads, with its wish in the query; a POST acts, with its wish as JSON.
 */
export async function control(desk: EmulatorContext, { method, name, query, body }: ControlRequest): Promise<Answer> {
  const [table, given] = method === 'POST' ? [ACTS, json(body)] : [READS, Object.fromEntries(query)];
  const one: Control | undefined = Object.hasOwn(table, name) ? table[name] : undefined;
  if (!one) return refusal(404, `GET ${Object.keys(READS).join(', ')}; POST ${Object.keys(ACTS).join(', ')}`);
  const wish = one.wish.safeParse(given);
  if (!wish.success)
    return refusal(400, wish.error.issues.map(({ path, message }) => `${path}: ${message}`).join('; '));
  try {
    const result = await one.carryOut(desk, wish.data as never);
    return { status: 200, body: table === ACTS ? { ok: true, ...result } : result };
  } catch (error) {
    if (error instanceof NotThere) return refusal(404, error.message);
    throw error;
  }
}

const refusal = (status: number, error: string): Answer => ({ status, body: { ok: false, error } });

function json(body: Buffer): Json | undefined {
  try {
    return JSON.parse(String(body) || '{}') as Json;
  } catch {
    return undefined;
  }
}
