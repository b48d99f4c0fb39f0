import type { FetchFunction } from '@slack/web-api';
import type { Application } from 'express';
import type { Config } from '../../config/config.js';
import type { Ports } from '../../domain/ports.js';
import type { Bodies } from '../../lib/bodies.js';
import type { Installations } from '../api/installations.js';

/** What Slack as a way in is made from. */
export interface SlackAppDeps {
  readonly ports: Ports;
  readonly config: Config;
  readonly installations: Installations;
  /** The Express app that Slack's endpoints are added to; a new one when absent. */
  readonly express?: Application;
  /** What bodies are read with; a budget for Slack alone when absent. */
  readonly bodies?: Bodies;
  readonly fetch?: FetchFunction;
  /** After how long Slack gets a holding answer, in milliseconds. */
  readonly ackDeadlineMs?: number;
}
