import type { FetchFunction } from '@slack/web-api';
import type { Application } from 'express';
import type { Config } from '../../config/config.js';
import type { Ports } from '../../domain/ports.js';
import type { Bodies } from '../../lib/request-bodies.js';
import type { RequestRateLimits } from '../../lib/request-rate-limits.js';
import type { Installations } from '../api/installations.js';

/** The dependencies of the Slack app. */
export interface SlackAppDeps {
  readonly ports: Ports;
  readonly config: Config;
  readonly installations: Installations;
  /** The Express app that Slack's endpoints are added to; a new one when absent. */
  readonly express?: Application;
  /** Reads request bodies; a budget for Slack alone when absent. */
  readonly bodies?: Bodies;
  /** Limits how often requests come; limits of Slack's requests alone when absent. */
  readonly limits?: RequestRateLimits;
  readonly fetch?: FetchFunction;
  /** The time after which Slack gets an interim reply, in milliseconds. */
  readonly ackDeadlineMs?: number;
  /** Called after each acknowledgement over a socket, with the milliseconds that it took. */
  readonly acknowledged?: (ms: number) => void;
}
