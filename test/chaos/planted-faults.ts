import type { SourceFault } from '../support/product/product-process.js';
import type { FaultKind } from './plan.js';

/** A fault in the program, and the faults around it by which it shows. */
export interface PlantedFault extends SourceFault {
  readonly shows: readonly FaultKind[];
}

/** Faults in the program that a run must find. */
export const PLANTED_FAULTS = {
  'no sweeper': {
    file: 'jobs/sweeper.ts',
    good: 'if (!(await queue.beginSweep(SWEEP_MS))) return;',
    faulty: 'if (SWEEP_MS > 0) return;',
    shows: ['Redis is flushed', 'Redis is lost'],
  },
  'no idempotency key': {
    file: 'src/sources/contract/call.ts',
    good: "...(idempotencyKey && { 'idempotency-key': idempotencyKey }),",
    faulty: "...(idempotencyKey && { 'idempotency-key': idempotencyKey + Math.random() }),",
    shows: ['the marketplace’s answers are lost'],
  },
  'a webhook is answered before it is stored': {
    file: 'src/domain/receiving/store-event.ts',
    good: 'await ports.events.insert(stored);',
    faulty: 'void ports.events.insert(stored).catch(() => undefined);',
    shows: ['a bot is killed while MongoDB hangs'],
  },
  'a message is posted again without a look': {
    file: 'src/domain/announcing/deliver-message.ts',
    good: 'if (!message.attemptedAt) return message;',
    faulty: 'if (message) return message;',
    shows: ['Slack’s answers are lost'],
  },
  'updates are unconditional': {
    file: 'src/mongo/documents.ts',
    good: 'status: oneOf(from),\n  ...(revision !== undefined && { revision }),',
    faulty: '...(from.length === 0 && { status: oneOf(from), revision }),',
    shows: ['MongoDB is slow'],
  },
} as const satisfies Readonly<Record<string, PlantedFault>>;
