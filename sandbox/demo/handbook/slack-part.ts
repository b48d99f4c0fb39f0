import type { PeopledStage } from '../prepare.js';

/** The embedded Slack, and the app in it. */
export const slackPart = ({ slack, config }: PeopledStage) => ({
  url: slack.url,
  apiUrl: slack.apiUrl,
  inspectorUrl: slack.inspectorUrl,
  authorizeUrl: slack.authorizeUrl,
  /** What Slack's API does not let one read or do. */
  controlUrl: `${slack.url}/control/`,
  signingSecret: config.SLACK_SIGNING_SECRET,
  appId: slack.desk.app.appId,
  clientId: config.SLACK_CLIENT_ID,
  clientSecret: config.SLACK_CLIENT_SECRET,
  scopes: slack.desk.app.scopes,
  botToken: slack.botToken,
  /** Reads everything that Slack has: for observers, never for the app. */
  observerToken: slack.observerToken,
  team: slack.team,
  bot: slack.bot,
  users: Object.fromEntries(Object.entries(slack.users).map(([name, { id }]) => [name, id])),
  channels: slack.channels,
});
