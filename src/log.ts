import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { Log } from './domain/ports.js';
import { errorFields } from './lib/error-text.js';
import { withoutSecrets } from './lib/secrets.js';

export interface LogOptions {
  /** As in `LOG_LEVEL`; `silent` writes nothing. */
  readonly level: string;
  /** Which process speaks, such as `bot`. */
  readonly process: string;
  /** Standard output when absent. */
  readonly to?: DestinationStream;
}

/** Fields whose values are somebody's words, name or secret, wherever they stand in the first three levels. */
const PRIVATE = [
  'authorization',
  'blocks',
  'body',
  'cookie',
  'description',
  'detail',
  'email',
  'letter',
  'messageToClient',
  'name',
  'noteToClient',
  'noteToColleague',
  'password',
  'query',
  'secret',
  'text',
  'title',
  'token',
  'webhookSecrets',
];

const ANYWHERE = ['', '*.', '*.*.'];

/** One line of JSON an event. Tokens are blanked out even inside free text and errors. */
export function createLog({ level, process, to }: LogOptions): Log {
  const options = {
    level,
    base: { process },
    messageKey: 'event',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describe, error: describe },
    redact: { paths: ANYWHERE.flatMap((before) => PRIVATE.map((field) => before + field)), censor: '***' },
    hooks: { streamWrite: withoutSecrets },
  };
  const log = to ? pino(options, to) : pino(options);
  return {
    info: (fields, event) => log.info(fields, event),
    warn: (fields, event) => log.warn(fields, event),
    error: (fields, event) => log.error(fields, event),
  };
}

/** Errors without their words; anything else as it is. */
const describe = (value: unknown): unknown => (value instanceof Error ? errorFields(value) : value);
