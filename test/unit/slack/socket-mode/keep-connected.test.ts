import { describe, expect, test } from '@jest/globals';
import { Misconfigured } from '../../../../src/domain/model/errors.js';
import { keepConnected, type OpenConnection } from '../../../../src/slack/app/socket-mode/keep-connected.js';

type Attempt = Error | { readonly lasts: number; readonly reason?: string };

/** Plays these attempts, then stops; time passes only in connections and pauses. */
async function play(attempts: readonly Attempt[]) {
  const stopping = new AbortController();
  const pauses: number[] = [];
  const lines: string[] = [];
  const left = [...attempts];
  let now = 0;
  const line = (_: object, event: string) => void lines.push(event);
  const open = async (): Promise<OpenConnection> => {
    const attempt = left.shift();
    if (left.length === 0) stopping.abort();
    if (attempt === undefined || attempt instanceof Error) throw attempt ?? new Error('too many attempts');
    const { lasts, reason = 'closed' } = attempt;
    const ended = new Promise<string>((resolve) => {
      setImmediate(() => {
        now += lasts;
        resolve(reason);
      });
    });
    return { ended };
  };
  const kept = keepConnected({
    open,
    log: { info: line, warn: line, error: line },
    signal: stopping.signal,
    pause: async (ms) => {
      now += ms;
      pauses.push(ms);
    },
    now: () => now,
  });
  const tried = await kept.tried.then(
    () => 'tried',
    (error: Error) => error.message,
  );
  await kept.over;
  return { pauses, lines, tried, isOpen: kept.isOpen() };
}

const LONG = 60_000;
const away = new Error('fetch failed');

describe('a kept connection', () => {
  test('is opened again at once when Slack renews it', async () => {
    const { pauses, tried } = await play([
      { lasts: LONG, reason: 'refresh_requested' },
      { lasts: LONG },
      { lasts: LONG },
    ]);
    expect(pauses).toEqual([]);
    expect(tried).toBe('tried');
  });

  test('is tried later and later while Slack does not answer, and the start waits for the first attempt alone', async () => {
    const { pauses, tried, lines } = await play([away, away, away, away, away, away, away, { lasts: LONG }]);
    expect(tried).toBe('tried');
    expect(pauses).toEqual([500, 1000, 2000, 5000, 10_000, 30_000, 30_000]);
    expect(lines).toContain('socket.not-open');
  });

  test('is tried from the beginning again once it has lasted', async () => {
    const { pauses } = await play([away, away, { lasts: LONG }, away, { lasts: LONG }]);
    expect(pauses).toEqual([500, 1000, 500]);
  });

  test('does not run in circles when Slack ends it at once', async () => {
    const { pauses } = await play([{ lasts: 1 }, { lasts: 1, reason: 'warning' }, { lasts: 1 }, { lasts: LONG }]);
    expect(pauses).toEqual([500, 1000, 2000]);
  });

  test.each(['link_disabled', 'too_many_websockets'])(
    'waits a minute after %s, and says what to do',
    async (reason) => {
      const { pauses, lines } = await play([{ lasts: LONG, reason }, { lasts: LONG }]);
      expect(pauses).toEqual([60_000]);
      expect(lines).toContain('socket.ended');
    },
  );

  test('ends the start where Slack refuses the token, and later waits for somebody to change the app', async () => {
    const refused = new Misconfigured('Slack does not take it');
    expect((await play([refused, { lasts: LONG }])).tried).toBe('Slack does not take it');
    const { pauses, tried } = await play([{ lasts: LONG }, refused, { lasts: LONG }]);
    expect({ pauses, tried }).toEqual({ pauses: [60_000], tried: 'tried' });
  });
});
