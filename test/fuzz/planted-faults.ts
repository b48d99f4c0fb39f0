import type { SourceFault } from '../support/product/product-process.js';
import type { Way } from './good-request.js';

/** A fault, and where it shows. */
export interface PlantedFault extends SourceFault {
  /** The ways in on which the fault shows. */
  readonly ways: readonly Way[];
}

/** Faults that a run must find. */
export const PLANTED_FAULTS = {
  'payloads are not checked': {
    file: 'src/slack/reply/validate-payload.ts',
    good: 'if (!payload || !areParts(payload.channel, payload.function_data)) return false;',
    faulty: 'return true;',
    ways: ['clicks', 'events'],
  },
  'one shape of a click throws': {
    file: 'src/slack/app/register-listeners.ts',
    good: "return typeof value === 'string' ? value : '';",
    faulty: 'return (value as string).trim();',
    ways: ['clicks'],
  },
  'no error boundary': {
    file: 'src/slack/app/error-boundary.ts',
    good: 'if (!(error instanceof Refusal)) report(error, args, log);',
    faulty: 'throw error;',
    ways: ['clicks', 'submissions'],
  },
  'a rejection that nobody handles': {
    file: 'src/slack/app/verified-receiver.ts',
    good: "if (!body) throw new RejectedRequest(400, 'bad-request');",
    faulty:
      "if (!body) void Promise.reject(new Error('nobody hears this'));\n    if (!body) throw new RejectedRequest(400, 'bad-request');",
    ways: ['events', 'commands'],
  },
  'an answer that is late': {
    file: 'src/slack/app/verified-receiver.ts',
    good: "if (!isValidPayload(body)) throw new RejectedRequest(400, 'bad-request');",
    faulty:
      "if (!isValidPayload(body)) await new Promise((resolve) => setTimeout(resolve, 4000));\n      if (!isValidPayload(body)) throw new RejectedRequest(400, 'bad-request');",
    ways: ['clicks', 'events'],
  },
  'an answer of 500': {
    file: 'src/web/webhooks.ts',
    good: "return refusal('bad-data', { fields: error.fields ?? [], ...detail });",
    faulty: "return { outcome: 'bad-data', answer: { status: 500, body: {} } };",
    ways: ['contract', 'vollna'],
  },
  'an accepted event whose processing always fails': {
    file: 'src/domain/receiving/process-event.ts',
    good: "await receiveInvite(ports, tenantId, data, via, { early: 'all' });",
    faulty:
      'if (data.client.country === undefined) throw new Error("no");\n  await receiveInvite(ports, tenantId, data, via, { early: \'all\' });',
    ways: ['contract'],
  },
  'memory that is kept for each request': {
    file: 'src/lib/request-bodies.ts',
    good: 'budget.begin(holder);',
    faulty:
      'budget.begin(holder);\n    ((globalThis as { kept?: unknown[] }).kept ??= []).push(new Array(100_000).fill(wish.limit));',
    ways: ['contract', 'commands'],
  },
} as const satisfies Readonly<Record<string, PlantedFault>>;
