/** The last second of the year 9999: a later time has no four-digit year, and a much later one no Date. */
const LATEST = Date.parse('9999-12-31T23:59:59Z') / 1000;

/**
 * Converts Slack's seconds since 1970 to a Date.
 * @returns undefined for 0, which means none, and for anything that is no such number
 */
export const slackTime = (seconds: unknown): Date | undefined =>
  typeof seconds === 'number' && seconds > 0 && seconds <= LATEST ? new Date(seconds * 1000) : undefined;
