/** The last second of the year 9999: later instants have no four-digit year, and a step further no Date. */
const LATEST = Date.parse('9999-12-31T23:59:59Z') / 1000;

/** Reads an instant that Slack writes in seconds since 1970. @returns undefined for 0, which stands for none, and for anything else */
export const slackTime = (seconds: unknown): Date | undefined =>
  typeof seconds === 'number' && seconds > 0 && seconds <= LATEST ? new Date(seconds * 1000) : undefined;
