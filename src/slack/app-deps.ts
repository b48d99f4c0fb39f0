import type { FetchFunction } from '@slack/web-api';
import type { Application } from 'express';
import type { Bodies } from '../bodies.js';
import type { Config } from '../config.js';
import type { Ports } from '../domain/ports.js';
import type { Installations } from './install/installations.js';

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
  readonly patienceMs?: number;
}
