import { parse } from 'node:querystring';
import { ExpressReceiver, isValidSlackRequest } from '@slack/bolt';
import type { Request, Response } from 'express';
import type { Log } from '../../domain/ports.js';
import { type Bodies, UnreadableBody } from '../../lib/request-bodies.js';
import type { RequestRateLimits } from '../../lib/request-rate-limits.js';
import { parseWellFormedJson } from '../../lib/well-formed-json.js';
import { isValidPayload, type Parts, partsOf } from '../reply/validate-payload.js';
import { ENDPOINT_PATHS } from './endpoint-paths.js';

type Options = ConstructorParameters<typeof ExpressReceiver>[0] & { readonly signingSecret: string };

/** The dependencies of the receiver besides Bolt's options. */
export interface ReceiverDeps {
  readonly log: Log;
  readonly bodies: Bodies;
  /** The types of events that have a listener. Others are only acknowledged. */
  readonly events: ReadonlySet<string>;
  readonly limits: RequestRateLimits;
}

/** The largest difference between the timestamp and the clock, in milliseconds. Bolt checks this for the past alone. */
const TOLERANCE_MS = 5 * 60 * 1000;

/** The longest body in bytes: a view may have 250 kB, and a form encodes many characters as three. */
const LONGEST = 1024 * 1024;

/**
 * The claim of a request that Slack has signed, for the rate limits: the signing secret proves that the sender is
 * Slack.
 */
const CLAIM = 'slack';

const SIGNATURE = /^v0=[0-9a-f]{64}$/;
const TIMESTAMP = /^\d{1,12}$/;

/** Thrown to answer a request before Bolt sees it. `problem` is the last part of the problem's type. */
export class RejectedRequest extends Error {
  override readonly name = 'RejectedRequest';
  readonly status: 400 | 401 | 429;
  readonly problem: string;

  constructor(status: RejectedRequest['status'], problem: string) {
    super(problem);
    this.status = status;
    this.problem = problem;
  }
}

/**
 * Receives Slack's requests. Rejects a request without plausible headers before its body is read. Answers a signed
 * payload that Bolt cannot handle at once, where Bolt would fail or wait three seconds.
 */
export class VerifiedReceiver extends ExpressReceiver {
  readonly #deps: ReceiverDeps;
  readonly #secret: string;

  constructor(options: Options, deps: ReceiverDeps) {
    super({ ...options, endpoints: {} });
    this.#deps = deps;
    this.#secret = options.signingSecret;
    this.router.post(ENDPOINT_PATHS.events, (request, response) => this.#handle(request, response));
  }

  /** @throws RejectedRequest, or UnreadableBody */
  async #handle(request: Request, response: Response): Promise<void> {
    try {
      const body = await this.#proven(request, response);
      this.#admitTenant(body);
      if (this.#answerDirectly(body, response)) return;
      if (!isValidPayload(body)) throw new RejectedRequest(400, 'bad-request');
      await this.requestHandler(Object.assign(request, { body }), response);
    } catch (error) {
      if (error instanceof RejectedRequest || error instanceof UnreadableBody)
        this.#deps.log.warn({ status: error.status }, 'slack.turned-away');
      throw error;
    }
  }

  /**
   * Reads a body that Slack has signed. Without a valid signature, the request counts against its IP address's limit.
   */
  async #proven(request: Request, response: Response): Promise<Parts> {
    const { limits } = this.#deps;
    if (limits.admit(request, CLAIM) > 0) throw new RejectedRequest(429, 'too-many');
    try {
      const body = await this.#read(request, response);
      limits.proven(request, CLAIM);
      return body;
    } catch (error) {
      if (error instanceof RejectedRequest && error.status === 401) limits.unproven(request);
      throw error;
    }
  }

  #admitTenant(body: Parts): void {
    const { team_id: teamId, team, enterprise_id: enterpriseId } = body;
    const tenant = teamId ?? partsOf(team)?.id ?? enterpriseId;
    if (typeof tenant === 'string' && this.#deps.limits.admitTenant(tenant) > 0)
      throw new RejectedRequest(429, 'too-many');
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

  /** Answers payloads that need no listener. @returns whether it did. */
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

/** Reads the headers of the signature. @throws RejectedRequest */
function signatureOf({ headers }: Request) {
  const { 'x-slack-signature': signature, 'x-slack-request-timestamp': timestamp } = headers;
  if (typeof signature !== 'string' || !SIGNATURE.test(signature)) throw new RejectedRequest(401, 'bad-signature');
  if (typeof timestamp !== 'string' || !TIMESTAMP.test(timestamp)) throw new RejectedRequest(401, 'bad-signature');
  if (Math.abs(Number(timestamp) * 1000 - Date.now()) > TOLERANCE_MS) throw new RejectedRequest(401, 'stale');
  return { 'x-slack-signature': signature, 'x-slack-request-timestamp': Number(timestamp) };
}

const FORM = 'application/x-www-form-urlencoded';

/**
 * Parses a body of Slack's: a form, the payload in a form, or JSON. Ignores parameters of the content type, and a byte
 * order mark.
 * @returns undefined for anything else
 */
function parseBody(text: string, contentType = ''): unknown {
  const body = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase();
  try {
    return type === FORM ? formIn(body) : parseWellFormedJson(body);
  } catch {
    return undefined;
  }
}

/** Slack's forms have each field once. */
function formIn(body: string): unknown {
  const fields = parse(body);
  if (typeof fields.payload === 'string') return parseWellFormedJson(fields.payload);
  return Object.values(fields).some((value) => typeof value !== 'string') ? undefined : { ...fields };
}
