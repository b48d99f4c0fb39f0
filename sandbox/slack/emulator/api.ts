import { setTimeout as sleep } from 'node:timers/promises';
import type { Answer } from './answer.js';
import { carryOut } from './carry-out.js';
import type { EmulatorContext } from './context.js';
import type { Fault } from './faults.js';
import type { Json } from './seed.js';

/** Faults that keep Slack from doing anything. */
function refusalOf(fault: Fault | undefined): Answer | undefined {
  switch (fault?.kind) {
    case 'rate-limited': {
      const headers = { 'retry-after': String(fault.retryAfterSeconds) };
      return { status: 429, headers, body: { ok: false, error: 'ratelimited' } };
    }
    case 'status':
      return { status: fault.status, body: { ok: false, error: 'internal_error' } };
    case 'refused':
      return { status: 200, body: { ok: false, error: fault.error } };
    case 'hang':
      return { status: 0, body: {}, fate: 'never' };
    default:
      return undefined;
  }
}

/** Answers a call of the app as Slack would, or as the next fault says; records it either way. */
export async function answerCall(desk: EmulatorContext, method: string, args: Json, token: string): Promise<Answer> {
  const fault = desk.faults.take(method, args);
  if (fault?.kind === 'slow') await sleep(fault.ms);
  const refusal = refusalOf(fault);
  if (refusal) {
    const team = desk.tokens.find(token)?.workspace.team.id ?? '';
    desk.calls.record({ team, method, args, status: refusal.status, response: refusal.body });
    return refusal;
  }
  const { team, response } = await carryOut(desk, method, args, token);
  const lost = fault?.kind === 'lost-answer';
  desk.screen.see({ method, args, response });
  desk.journal.write({ team, method, args, token, response });
  desk.calls.record({ team, method, args, status: lost ? 0 : 200, response });
  return { status: 200, body: response, ...(lost ? { fate: 'lost' } : {}) };
}
