import { parse } from 'node:querystring';
import { ExpressReceiver, isValidSlackRequest } from '@slack/bolt';
import type { Request, Response } from 'express';
import type { Log } from '../../domain/ports.js';
import { type Bodies, UnreadableBody } from '../../lib/bodies.js';
import { isValidPayload, type Parts, partsOf } from '../reply/validate-payload.js';
import { PATHS } from './paths.js';

type Options = ConstructorParameters<typeof ExpressReceiver>[0] & { readonly signingSecret: string };

/** What the way in needs besides Bolt's options. */
export interface ReceiverDeps {
  readonly log: Log;
  readonly bodies: Bodies;
  /** Events that somebody listens to. Others are acknowledged, and nothing else. */
  readonly events: ReadonlySet<string>;
}

/** How far Slack's clock and ours may be apart, in milliseconds. Bolt itself asks this of the past alone. */
const TOLERANCE = 5 * 60 * 1000;

/** The longest body in bytes: a view may have 250 kB, and a form writes many characters as three. */
const LONGEST = 1024 * 1024;

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{1,12}$/;

/** A request that is answered in Bolt's place. `problem` says why, in the words of the answer's type. */
class RejectedRequest extends Error {
  override readonly name = 'RejectedRequest';
  readonly status: 400 | 401;
  readonly problem: string;

  constructor(status: RejectedRequest['status'], problem: string) {
    super(problem);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Slack's way in. Whoever cannot be Slack is refused before the body is read; what is signed and yet cannot be Slack's
 * is turned away at once: Bolt would fail on it, or wait three seconds for somebody to answer it.
 */
export class VerifiedReceiver extends ExpressReceiver {
  readonly #deps: ReceiverDeps;
  readonly #secret: string;

  constructor(options: Options, deps: ReceiverDeps) {
    super({ ...options, endpoints: {} });
    this.#deps = deps;
    this.#secret = options.signingSecret;
    this.router.post(PATHS.events, (request, response) => this.#handle(request, response));
  }

  /** @throws RejectedRequest, or UnreadableBody */
  async #handle(request: Request, response: Response): Promise<void> {
    try {
      const body = await this.#read(request, response);
      if (this.#answerDirectly(body, response)) return;
      if (!isValidPayload(body)) throw new RejectedRequest(400, 'bad-request');
      await this.requestHandler(Object.assign(request, { body }), response);
    } catch (error) {
      if (error instanceof RejectedRequest || error instanceof UnreadableBody)
        this.#deps.log.warn({ status: error.status }, 'slack.turned-away');
      throw error;
    }
  }

  async #read(request: Request, response: Response): Promise<Parts> {
    const signature = signatureOf(request);
    const raw = await this.#deps.bodies.read(request, response, { limit: LONGEST });
    const signed = { headers: signature, body: raw.toString(), signingSecret: this.#secret };
    if (!isValidSlackRequest(signed)) throw new RejectedRequest(401, 'bad-signature');
    const body = partsOf(parseBody(signed.body, request.headers['content-type']));
    if (!body) throw new RejectedRequest(400, 'bad-request');
    return body;
  }

  /** Answers what needs nobody who listens. */
  #answerDirectly(body: Parts, response: Response): boolean {
    if (body.type === 'url_verification') {
      response.json({ challenge: body.challenge });
      return true;
    }
    if (body.type === 'app_rate_limited')
      this.#deps.log.warn({ team: body.team_id, minute: body.minute_rate_limited }, 'slack.events-rate-limited');
    else if (!body.ssl_check && !this.#isUnhandled(body.event)) return false;
    response.end();
    return true;
  }

  #isUnhandled(event: unknown): boolean {
    const type = partsOf(event)?.type;
    return typeof type === 'string' && type !== '' && !this.#deps.events.has(type);
  }
}

/** What proves a request to be Slack's, where it may do so. @throws RejectedRequest */
function signatureOf({ headers }: Request) {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) throw new RejectedRequest(401, 'bad-signature');
  if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) throw new RejectedRequest(401, 'bad-signature');
  if (Math.abs(Number(timestamp) * 1000 - Date.now()) > TOLERANCE) throw new RejectedRequest(401, 'stale');
  return { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * A body of Slack's as an object, whatever else its content type says: a form, the payload in a form, or JSON. A byte
 * order mark before it is no part of it.
 * @returns undefined for what is none of these
 */
function parseBody(text: string, contentType = ''): unknown {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  try {
    return type === FORM ? formIn(body) : JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** A field that is there twice is no form of Slack's. */
function formIn(body: string): unknown {
  const fields = parse(body);
  if (typeof fields.payload === 'string') return JSON.parse(fields.payload);
  return Object.values(fields).some((value) => typeof value !== 'string') ? undefined : { ...fields };
}
