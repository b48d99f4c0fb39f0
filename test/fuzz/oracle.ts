import { problemsOf } from '../support/block-kit.js';
import type { LogLine, Memory, Product } from '../support/product/product-process.js';
import type { GoodRequest } from './good-request.js';
import type { Answer } from './send.js';

/** Slack's time limit for an answer, in milliseconds. */
const SLACK_MS = 3000;

/** The statuses that a way in may answer with; 503 needs a `Retry-After`. */
const SLACK = [200, 400, 401, 404, 405, 408, 413, 415, 417, 429, 431, 503];
const WEBHOOKS = [200, 202, 400, 401, 404, 405, 408, 410, 413, 415, 417, 422, 429, 431, 503];
const PAGES = [200, 302, 303, 400, 403, 404, 405, 417, 429, 431];

/** Traces of the program's inside that no answer may show. */
const INSIDE = /\n\s+at .+:\d+|node_modules|MongoServer|\/src\/|\bTypeError\b|\bZodError\b|file:\/\//;

/** Tells whether Slack would not have waited for the answer. */
export const isLate = ({ ms }: Pick<Answer, 'ms'>, { proof }: Pick<GoodRequest, 'proof'>): boolean =>
  proof === 'slack' && ms > SLACK_MS;

/** Returns what is wrong with an answer; empty when nothing is. */
export function wrongWith(answer: Answer, { way, proof }: Pick<GoodRequest, 'way' | 'proof'>): string[] {
  const { status, headers, text } = answer;
  if (answer.unsendable) return [];
  if (status === -1) return ['no answer'];
  if (status === 0) return way === 'sockets' ? [] : ['the connection ended without an answer'];
  const wrong: string[] = [];
  const allowed = way === 'oauth' || way === 'pages' ? PAGES : proof === 'slack' ? SLACK : WEBHOOKS;
  if (way === 'sockets' ? status >= 500 : !allowed.includes(status)) wrong.push(`the answer is ${status}`);
  if (status === 503 && !headers['retry-after']) wrong.push('503 without Retry-After');
  if (status === 429 && !headers['retry-after']) wrong.push('429 without Retry-After');
  if (INSIDE.test(text)) wrong.push(`the answer shows the inside: ${INSIDE.exec(text)?.[0]}`);
  if (proof !== 'slack') return wrong;
  if (isLate(answer, { proof })) wrong.push(`Slack would wait ${Math.round(answer.ms)} ms`);
  return [...wrong, ...wrongToShow(text)];
}

/** Returns what Slack would not show of an answer. */
function wrongToShow(text: string): string[] {
  const body = parsed(text) as Readonly<Record<string, unknown>> | undefined;
  if (!body || typeof body !== 'object' || Array.isArray(body)) return [];
  if ('options' in body || 'option_groups' in body) return problemsOf(body, 'options');
  if (body.view) return problemsOf(body.view, 'modal');
  if ('blocks' in body || 'response_type' in body)
    return problemsOf({ text: body.text, blocks: body.blocks ?? [] }, 'message');
  return [];
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Returns what Slack would refuse of a call; empty when nothing. */
export function wrongCall({ method, args }: { method: string; args: Readonly<Record<string, unknown>> }): string[] {
  const { view, blocks = [], text } = args as { view?: { type?: string }; blocks?: unknown; text?: unknown };
  const wrong = view
    ? problemsOf(view, view.type === 'home' ? 'home' : 'modal')
    : /^chat\.(post|update|schedule)|^response_url$/.test(method) && !args.delete_original
      ? problemsOf({ text, blocks }, 'message')
      : [];
  return wrong.map((what) => `${method}: ${what}`);
}

/** Errors of the program itself or of what it gave to a library. */
const FAULTS =
  /^(TypeError|RangeError|SyntaxError|ReferenceError|URIError|CastError|ValidationError|ZodError|StrictModeError|BSON.*|Mongo(Server|InvalidArgument|Runtime|API).*|ObjectParameterError|VersionError|AssertionError|ERR_.*)$/;

/** Warnings that say that work was not done. */
const UNDONE = new Set(['job.failed', 'job.broken', 'job.misconfigured', 'sweep.failed', 'jobs.not-queued']);

/** Slack's errors that follow from a trigger or a view which the request has invented, as it may a response address. */
const INVENTED = new Set([
  'invalid_trigger_id',
  'invalid_trigger',
  'expired_trigger_id',
  'trigger_expired',
  'view_not_found',
  'not_found',
]);

/**
 * Why something may fail that can be done again: nobody knows its invitation yet, or the emulator and the database answer
 * late on a busy machine. Work must be done in the end.
 */
const PASSING = new Set(['TooEarly', 'TooSlow', 'TimeoutError', 'AbortError']);

/** Where a time limit of ioredis ends a command. Its error has neither a name nor a code of its own. */
const REDIS_LATE = /ioredis\/built\/Command\.js/;

/**
 * Whether a line of the log reports a fault.
 * @param troubled where a marketplace misbehaves on purpose
 */
function isFault(line: LogLine, troubled: boolean): boolean {
  const { level, event, slack } = line;
  if (level === 'raw') return true;
  if (event === 'slack.listener-failed' && INVENTED.has(String(slack))) return false;
  if (event === 'slack.not-told' && (line.cause as LogLine | undefined)?.code === 'ERR_INVALID_URL') return false;
  const names = [
    line.error,
    line.code,
    (line.cause as LogLine | undefined)?.error,
    (line.err as LogLine | undefined)?.error,
  ];
  if (PASSING.has(String(line.error)) || REDIS_LATE.test(String(line.where))) return false;
  if (names.some((name) => FAULTS.test(String(name)))) return true;
  if (troubled) return false;
  return level === 'error' || level === 'fatal' || UNDONE.has(event);
}

/** Returns the faults that the processes have reported since the last call. */
export function faultsOf(products: readonly Product[], troubled = false): string[] {
  return products.flatMap((product) => {
    const end = product.ended();
    return [
      ...product
        .taken()
        .filter((line) => isFault(line, troubled))
        .map((line) => `${product.name} logged ${brief(line)}`),
      ...(end === undefined ? [] : [`the ${product.name} ended: ${end}`]),
    ];
  });
}

function brief(line: LogLine): string {
  const { time: _, process: __, ...rest } = line;
  return JSON.stringify(rest).slice(0, 1500);
}

const MB = 1024 * 1024;

/** Bytes by which what a process holds may grow: caches fill up. */
const GROWTH = 48 * MB;

/** Names the processes that hold more memory at last than at first. */
export function grownMemory(memory: readonly Readonly<Record<Product['name'], Memory>>[]): string[] {
  const [first, last] = [memory[0], memory.at(-1)];
  if (!first || !last) return [];
  return (['bot', 'worker'] as const).flatMap((name) => {
    const grown = last[name].heapUsed + last[name].external - first[name].heapUsed - first[name].external;
    return grown > GROWTH ? [`the ${name} holds ${Math.round(grown / MB)} MB more than at first`] : [];
  });
}
