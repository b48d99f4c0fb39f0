import { Home, Message, Modal, Options } from './block-kit-shapes.js';

/** The place where a payload is shown, since Slack's limits differ. */
export type Surface = 'message' | 'modal' | 'home' | 'options';

type Json = Readonly<Record<string, unknown>>;
interface Place {
  readonly at: string;
  readonly value: Json;
}

const SHAPES = { message: Message, modal: Modal, home: Home, options: Options };

/** Slack takes views of at most this many bytes. */
const VIEW_BYTES = 250_000;

const ONLY_IN: Readonly<Record<string, readonly Surface[]>> = {
  input: ['modal', 'home'],
  data_visualization: ['message'],
  table: ['message'],
};

/** Lists what Slack would refuse, or show wrongly, in this payload, each with its place; empty when nothing. */
export function problemsOf(payload: unknown, surface: Surface): string[] {
  const parsed = SHAPES[surface].safeParse(payload);
  const shape = parsed.error?.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) ?? [];
  const places = [...walk(payload, '')];
  const whole = surface === 'options' ? [] : [...structure(payload as Json, surface)];
  return [...shape, ...whole, ...places.flatMap(({ at, value }) => wording(value).map((what) => `${at}: ${what}`))];
}

/** @throws Error that lists every problem. */
export function expectFits(payload: unknown, surface: Surface): void {
  const problems = problemsOf(payload, surface);
  if (problems.length > 0) throw new Error(`Slack would refuse this ${surface}:\n  ${problems.join('\n  ')}`);
}

/**
 * Checks what a call to Slack's API sends, if it sends something that is shown.
 * @param method such as `chat.postMessage`.
 * @param args its arguments; `blocks` and `view` may be JSON, as they are on the wire.
 */
export function expectCallFits(method: string, args: Json): void {
  const view = read(args.view) as Json | undefined;
  if (view) expectFits(view, view.type === 'home' ? 'home' : 'modal');
  else if (/^chat\.(post|update|schedule)/.test(method))
    expectAnswerFits({ text: args.text, blocks: read(args.blocks) });
}

/** Checks the body of an answer to a click, a command, a look-up or a submission; an empty one is fine. */
export function expectAnswerFits(body: unknown): void {
  if (!body || typeof body !== 'object') return;
  const answer = body as Json;
  if ('options' in answer || 'option_groups' in answer) expectFits(answer, 'options');
  else if (answer.view) expectFits(answer.view, 'modal');
  else if ('text' in answer || 'blocks' in answer) {
    const { text, blocks = [] } = answer;
    expectFits({ text, blocks }, 'message');
  }
}

const read = (given: unknown): unknown => (typeof given === 'string' ? JSON.parse(given) : given);

function* walk(value: unknown, at: string): Generator<Place> {
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) yield* walk(item, `${at}[${index}]`);
  } else if (value && typeof value === 'object') {
    yield { at, value: value as Json };
    for (const [key, item] of Object.entries(value)) yield* walk(item, at ? `${at}.${key}` : key);
  }
}

/**
 * Finds problems of the whole payload: duplicate names, blocks that are not allowed here, a form without a button, and
 * formatting characters in a message's text, which Slack reads as mrkdwn.
 */
function* structure(payload: Json, surface: Surface): Generator<string> {
  const blocks = (Array.isArray(payload.blocks) ? payload.blocks : []) as Json[];
  yield* repeated(blocks.map(({ block_id: id }) => id)).map((id) => `blocks: block_id ${id} repeats`);
  for (const [index, block] of blocks.entries()) {
    const allowed = ONLY_IN[String(block.type)];
    if (allowed && !allowed.includes(surface)) yield `blocks[${index}]: ${block.type} is not allowed in a ${surface}`;
    const names = [...walk(block, '')].map(({ value }) => value.action_id);
    yield* repeated(names).map((id) => `blocks[${index}]: action_id ${id} repeats`);
  }
  if (surface === 'modal' && blocks.some(({ type }) => type === 'input') && !payload.submit)
    yield 'submit: required beside an input';
  if (surface === 'message') yield* marks(String(payload.text)).map((what) => `text: ${what}`);
  if (surface !== 'message' && Buffer.byteLength(JSON.stringify(payload)) > VIEW_BYTES) yield 'larger than 250 kB';
}

const repeated = (ids: unknown[]): unknown[] =>
  [...new Set(ids)].filter((id) => id !== undefined && ids.filter((other) => other === id).length > 1);

/** Finds characters that Slack would format in another way than meant; a mention would notify somebody. */
function wording({ type, text }: Json): string[] {
  if (typeof text !== 'string') return [];
  const torn = /\p{Cs}/u.test(text) ? ['a torn emoji'] : [];
  return type === 'mrkdwn' ? [...torn, ...marks(text)] : torn;
}

function marks(text: string): string[] {
  const rest = text.replaceAll(/<(?:https?:\/\/[^<>|]+\|[^<>]+|!date\^\d+\^[^<>|^]+\|[^<>|]+)>/g, '');
  const found = [];
  if (/[<>]/.test(rest)) found.push('an unescaped < or >, or a mention');
  if (/&(?!amp;|lt;|gt;)/.test(rest)) found.push('an unescaped &');
  return found;
}

/** Lists what a screen reader says of several buttons of a view alike. */
export function repeatedButtons(view: unknown): unknown[] {
  const buttons = [...walk(view, '')].filter(({ value }) => value.type === 'button');
  return repeated(buttons.map(({ value }) => value.accessibility_label ?? (value.text as Json).text));
}
