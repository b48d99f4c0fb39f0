import type { Json } from '../emulator/json.js';
import type { Acknowledgement, Sockets } from '../emulator/sockets.js';
import { type Reply, type SendOptions, type Signing, sendEvent, sendForm, sendPayload } from './send-request.js';

/** The way by which Slack's payloads get to the app. */
export interface Transport {
  event(envelope: Json, options?: SendOptions): Promise<Reply>;
  interaction(payload: Json, options?: SendOptions): Promise<Reply>;
  command(form: Record<string, string>, options?: SendOptions): Promise<Reply>;
}

/** Posts payloads, signed, to the app's request URL. */
export function overHttp(url: string, secret: string): Transport {
  const signing = (options?: SendOptions): Signing => ({ secret, ...options?.signing });
  return {
    event: (envelope, options) => sendEvent(url, envelope, signing(options), options?.headers),
    interaction: (payload, options) => sendPayload(url, payload, signing(options), options?.headers),
    command: (form, options) => sendForm(url, form, signing(options), options?.headers),
  };
}

/** Sends payloads over the sockets that the app has opened. */
export const overSockets = (sockets: Sockets): Transport => ({
  event: async (envelope) => replyOf(await sockets.send('events_api', envelope)),
  interaction: async (payload) => replyOf(await sockets.send('interactive', payload)),
  command: async (form) => replyOf(await sockets.send('slash_commands', form)),
});

/** Describes an acknowledgement as an answer over HTTP; a missing one as Slack's time-out. */
function replyOf({ isAcknowledged, payload, ms }: Acknowledgement): Reply {
  const isEmpty = Object.keys(payload).length === 0;
  return { status: isAcknowledged ? 200 : 504, text: isEmpty ? '' : JSON.stringify(payload), json: payload, ms };
}
