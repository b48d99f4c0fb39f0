import { ExpressReceiver } from '@slack/bolt';
import type { Log } from '../domain/ports.js';
import { hasKnownShape } from './known-shape.js';

type Options = ConstructorParameters<typeof ExpressReceiver>[0];
type Handle = ExpressReceiver['requestHandler'];
type Request = Parameters<Handle>[0];

/** How far Slack's clock and ours may be apart, in milliseconds. Bolt itself asks this of the past alone. */
const TOLERANCE = 5 * 60 * 1000;

/** What Express answers in our place, by its status. */
class TurnedAway extends Error {
  override readonly name = 'TurnedAway';
  readonly status: 400 | 401;

  constructor(status: TurnedAway['status']) {
    super('a request was turned away');
    this.status = status;
  }
}

/**
 * Slack's way in. What is signed and yet cannot be Slack's is turned away at once: Bolt would fail on it, or wait three
 * seconds for somebody to answer it.
 */
export class Door extends ExpressReceiver {
  readonly #log: Log;

  constructor(options: Options, log: Log) {
    super(options);
    this.#log = log;
  }

  /** @throws TurnedAway for a timestamp in the future (401), and for what has no shape that Baton knows (400). */
  override async requestHandler(...[request, response]: Parameters<Handle>): Promise<void> {
    const status = whyNot(request);
    if (status) {
      this.#log.warn({ status }, 'slack.turned-away');
      throw new TurnedAway(status);
    }
    await super.requestHandler(request, response);
  }
}

function whyNot({ headers, body }: Request): TurnedAway['status'] | undefined {
  const sentAt = Number(headers['x-slack-request-timestamp']) * 1000;
  if (sentAt - Date.now() > TOLERANCE) return 401;
  return hasKnownShape(body) ? undefined : 400;
}
