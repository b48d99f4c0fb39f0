import { type DestinationStream, pino, stdTimeFunctions } from 'pino';
import type { Log } from './domain/ports.js';
import { errorFields } from './lib/error-text.js';
import { redactSecrets } from './lib/redact-secrets.js';

/** The options of a log. */
export interface LogOptions {
  /** The level, as in `LOG_LEVEL`; `silent` writes nothing. */
  readonly level: string;
  /** The name of the process, such as `bot`. */
  readonly process: string;
  /** The output stream; standard output when absent. */
  readonly to?: DestinationStream;
}

/** Fields that hold people's texts, names or secrets; redacted in the first three levels. */
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

/** Creates a log that writes one line of JSON for each event. Redacts tokens even inside free text and errors. */
export function createLog({ level, process, to }: LogOptions): Log {
  const options = {
    level,
    base: { process },
    messageKey: 'event',
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    serializers: { err: describe, error: describe },
    redact: { paths: ANYWHERE.flatMap((before) => PRIVATE.map((field) => before + field)), censor: '***' },
    hooks: { streamWrite: redactSecrets },
  };
  const log = to ? pino(options, to) : pino(options);
  return {
    info: (fields, event) => log.info(fields, event),
    warn: (fields, event) => log.warn(fields, event),
    error: (fields, event) => log.error(fields, event),
  };
}

/** Reduces an error to its fields without messages; returns anything else as it is. */
const describe = (value: unknown): unknown => (value instanceof Error ? errorFields(value) : value);
