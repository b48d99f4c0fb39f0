import { createServer } from 'node:http';
import { describe, expect, test } from '@jest/globals';
import { askUntilAnswered, isUnanswered } from '../../chaos/ask-until-answered.js';

const reset = () =>
  Object.assign(new TypeError('fetch failed'), { cause: Object.assign(new Error('read'), { code: 'ECONNRESET' }) });

describe('a request of the harness', () => {
  test.each([
    ['reset, as fetch tells it', reset(), true],
    ['reset', Object.assign(new Error('read'), { code: 'ECONNRESET' }), true],
    [
      'closed by the other side',
      new TypeError('terminated', { cause: Object.assign(new Error(), { code: 'UND_ERR_SOCKET' }) }),
      true,
    ],
    ['refused', new Error('The sandbox answered 409 to invitations'), false],
    [
      'to nobody',
      new TypeError('fetch failed', { cause: Object.assign(new Error(), { code: 'ECONNREFUSED' }) }),
      false,
    ],
    ['no error', 'ECONNRESET', false],
  ])('is unanswered or not: %s', (_, error, is) => {
    expect(isUnanswered(error)).toBe(is);
  });

  test('is unanswered where its connection is closed', async () => {
    const server = createServer((request) => request.socket.resetAndDestroy()).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const error = await fetch(`http://127.0.0.1:${port}/`).catch((thrown: unknown) => thrown);
    await new Promise((resolve) => server.close(resolve));
    expect(isUnanswered(error)).toBe(true);
  });

  /** A request that is answered so, one after the other, and what came of it. */
  async function asked(answers: readonly unknown[], carriedOut?: () => string | undefined) {
    const left = [...answers];
    const ask = async () => {
      const answer = left.shift();
      if (answer instanceof Error) throw answer;
      return String(answer);
    };
    const end = await askUntilAnswered(ask, carriedOut).catch((error: unknown) => error);
    return { end, requests: answers.length - left.length };
  }

  test('is made again until it is answered', async () => {
    expect(await asked([reset(), reset(), 'done', 'never'])).toEqual({ end: 'done', requests: 3 });
  });

  test('is made so many times at most', async () => {
    const { end, requests } = await asked(Array.from({ length: 9 }, reset));
    expect(isUnanswered(end)).toBe(true);
    expect(requests).toBe(5);
  });

  test('is not made again where it was carried out, or refused', async () => {
    const refusal = new Error('409');
    expect(await asked([reset(), 'twice'], () => 'known')).toEqual({ end: 'known', requests: 1 });
    expect(await asked([refusal, 'never'], () => 'known')).toEqual({ end: refusal, requests: 1 });
  });

  test('that is carried out after it seemed lost is not taken for refused', async () => {
    let looks = 0;
    const late = () => (looks++ === 0 ? undefined : 'known');
    expect(await asked([reset(), new Error('409')], late)).toEqual({ end: 'known', requests: 2 });
  });
});
