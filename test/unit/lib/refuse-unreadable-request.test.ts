import { once } from 'node:events';
import { connect } from 'node:net';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { listen } from '../../../src/lib/listen.js';

let server: Awaited<ReturnType<typeof listen>>;

beforeEach(async () => {
  server = await listen((_, response) => response.end('read'), 0, '127.0.0.1');
});
afterEach(() => server.close(0));

/** Writes the bytes in pieces, as a sender does that reads nothing before its end. @returns what came back */
async function answerTo(bytes: string): Promise<string> {
  const socket = connect({ port: server.port, host: '127.0.0.1', allowHalfOpen: true });
  const closed = once(socket, 'close');
  await once(socket, 'connect');
  let answer = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    answer += text;
  });
  for (let from = 0; from < bytes.length; from += 16_384) {
    socket.write(bytes.slice(from, from + 16_384));
    await new Promise(setImmediate);
  }
  socket.end();
  await closed;
  return answer;
}

const requestFor = (path: string, more = ''): string => `GET ${path} HTTP/1.1\r\nHost: a\r\n${more}\r\n`;

test('a head that is too long is answered, however much of it still comes', async () => {
  const answer = await answerTo(requestFor(`/${'a'.repeat(2_000_000)}`));
  expect(answer).toBe('HTTP/1.1 431 Request Header Fields Too Large\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
});

test('what is no HTTP is answered', async () => {
  expect(await answerTo(`\0\r\n${'b'.repeat(500_000)}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 400 Bad Request\r\n/);
});

test('a second request behind one that cannot be read gets no answer', async () => {
  const answer = await answerTo(`${requestFor('/', 'Broken\r\n')}${requestFor('/')}`);
  expect(answer.match(/HTTP\/1\.1 \d+/g)).toEqual(['HTTP/1.1 400']);
});

test('a good request is read', async () => {
  expect(await answerTo(requestFor('/', 'Connection: close\r\n'))).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*read$/);
});
