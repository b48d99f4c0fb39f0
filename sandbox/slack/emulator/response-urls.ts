import { randomUUID } from 'node:crypto';
import type { Faults } from './faults.js';
import { type Answer, type Json, text } from './json.js';
import type { Recorder } from './recorded-calls.js';
import type { Screen } from './screen.js';
import type { Workspace } from './workspace.js';

/** The command or click that a response URL belongs to. */
interface Origin {
  readonly workspace: Workspace;
  readonly user: string;
  readonly channel: string;
  /** The message that was clicked, unless it was ephemeral. */
  readonly ts?: string;
  /** The ephemeral message that was clicked. */
  readonly ephemeralTs?: string;
}

/** The parts of the emulator that a response passes through. */
interface CallObservers {
  readonly calls: Recorder;
  readonly faults: Faults;
  readonly screen: Screen;
}

/** Response URLs, each valid for five uses within 30 minutes. */
export interface ResponseUrls {
  issue(origin: Origin): string;
  answer(context: CallObservers, id: string, args: Json): Promise<Answer>;
}

const USES = 5;
const LIFETIME_MS = 30 * 60_000;
const isTrue = (value: unknown) => value === true || value === 'true';

async function show({ workspace, channel, ts }: Origin, args: Json): Promise<Json> {
  const content = { channel, text: args.text ?? '', ...(args.blocks ? { blocks: args.blocks } : {}) };
  if (isTrue(args.delete_original) && ts) return await workspace.ask('chat.delete', { channel, ts });
  if (isTrue(args.replace_original) && ts) return await workspace.ask('chat.update', { ...content, ts });
  return args.response_type === 'in_channel' ? await workspace.ask('chat.postMessage', content) : { ok: true };
}

/** Creates the store of response URLs. `base` is Slack's address without a trailing slash. */
export function createResponseUrls(base: string): ResponseUrls {
  const open = new Map<string, { origin: Origin; left: number; until: number }>();
  return {
    issue: (origin) => {
      const id = randomUUID();
      open.set(id, { origin, left: USES, until: Date.now() + LIFETIME_MS });
      return `${base}/response/${id}`;
    },
    answer: async (context, id, args) => {
      const entry = open.get(id);
      if (!entry || entry.left < 1 || entry.until < Date.now())
        return { status: 404, body: { ok: false, error: 'expired_url' } };
      entry.left -= 1;
      const begun = performance.now();
      const { workspace, user, channel, ephemeralTs } = entry.origin;
      const clicked = ephemeralTs ? { ephemeral_ts: ephemeralTs } : {};
      const whole = { ...args, user, channel: text(channel), ...clicked };
      const call = { team: workspace.team.id, method: 'response_url', args: whole };
      const fault = context.faults.take(call.method, call.args);
      const status = fault?.kind === 'status' ? fault.status : 200;
      const refused = fault?.kind === 'refused' ? { ok: false, error: fault.error } : undefined;
      const response = refused ?? (status === 200 ? await show(entry.origin, args) : { ok: false });
      context.screen.apply({ ...call, response });
      context.calls.record({ ...call, status, response, ms: performance.now() - begun });
      return { status, body: response };
    },
  };
}
