import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BodyLimits, createBodies, UnreadableBody } from '../../../src/lib/request-bodies.js';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A server that reads bodies of at most 100 bytes and answers with what it read, or with why not. */
async function reader(limits: Partial<BodyLimits>) {
  const bodies = createBodies(limits);
  /** Answers are held back until somebody lets them go. */
  const whole: (() => void)[] = [];
  const take = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
    const { sender } = incoming.headers;
    try {
      const wish = { limit: 100, ...(typeof sender === 'string' && { sender }) };
      const body = await bodies.read(incoming, outgoing, wish);
      if (incoming.headers.wait) await new Promise<void>((go) => whole.push(go));
      outgoing.end(body);
    } catch (error) {
      const { status, problem } = error as UnreadableBody;
      outgoing.writeHead(status, { connection: 'close' }).end(problem);
    }
  };
  const server = createServer((incoming, outgoing) => void take(incoming, outgoing)).listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(() => {
    server.closeAllConnections();
    server.close();
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  /** A request whose body is written by hand. */
  const send = (headers: Record<string, string> = {}) => {
    const sending = request(url, { method: 'POST', agent: false, headers });
    sending.on('error', () => {});
    sending.flushHeaders();
    const answer = once(sending, 'response').then(async (got) => {
      const [response] = got as [IncomingMessage];
      const chunks: Buffer[] = [];
      for await (const chunk of response) chunks.push(chunk as Buffer);
      return { status: response.statusCode, text: Buffer.concat(chunks).toString() };
    });
    return { sending, answer };
  };
  /** Resolves once so many bytes are held. */
  const untilHeld = async (bytes: number) => {
    while (bodies.held() !== bytes) await new Promise((next) => setImmediate(next));
  };
  return { bodies, send, untilHeld, whole };
}

describe('a body', () => {
  test('is read as it came, and counts until it is answered', async () => {
    const { bodies, send, untilHeld, whole } = await reader({});
    const { sending, answer } = send({ wait: '1' });
    sending.end('{"a":1}');
    while (whole.length === 0) await new Promise((next) => setImmediate(next));
    expect(bodies.held()).toBeGreaterThanOrEqual(7);
    whole[0]?.();
    expect(await answer).toEqual({ status: 200, text: '{"a":1}' });
    await untilHeld(0);
  });

  test('in pieces of any length is the same body, in one piece of memory', async () => {
    const { bodies, send, untilHeld } = await reader({});
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ minLength: 1, maxLength: 8 }), { maxLength: 6 }), async (pieces) => {
        const { sending, answer } = send();
        for (const piece of pieces) await new Promise((written) => sending.write(piece, written));
        sending.end();
        expect(await answer).toEqual({ status: 200, text: pieces.join('') });
        await untilHeld(0);
      }),
      { numRuns: 30 },
    );
    expect(bodies.held()).toBe(0);
  });

  test('that does not come is given up', async () => {
    const { send, untilHeld } = await reader({ arrivalMs: 30 });
    const { sending, answer } = send({ 'content-length': '50' });
    sending.write('begun');
    expect(await answer).toEqual({ status: 408, text: 'too-slow' });
    await untilHeld(0);
  });

  test.each([
    ['too long by its own word', { 'content-length': '101' }, '', 413],
    ['too long', {}, 'x'.repeat(101), 413],
    ['compressed', { 'content-encoding': 'gzip', 'content-length': '5' }, '', 415],
  ])('that is %s is not read', async (_name, headers, begun, status) => {
    const { bodies, send } = await reader({});
    const { sending, answer } = send(headers);
    if (begun) sending.write(begun);
    expect((await answer).status).toBe(status);
    expect(bodies.held()).toBe(0);
  });

  test('that breaks off holds nothing', async () => {
    const { bodies, send, untilHeld } = await reader({});
    const { sending, answer } = send({ 'content-length': '50' });
    sending.write('begun');
    await untilHeld(100);
    answer.catch(() => {});
    sending.destroy();
    await untilHeld(0);
    expect(bodies.held()).toBe(0);
  });
});

describe('many bodies', () => {
  test('hold no more together than is allowed: the one that arrives for longest gives way', async () => {
    const { bodies, send, untilHeld } = await reader({ total: 250 });
    const slow = send({ 'content-length': '90' });
    slow.sending.write('slow');
    await untilHeld(100);
    const slower = send({ 'content-length': '90' });
    slower.sending.write('slower');
    await untilHeld(200);
    const quick = send();
    quick.sending.end('quick');
    expect(await quick.answer).toEqual({ status: 200, text: 'quick' });
    expect(await slow.answer).toEqual({ status: 503, text: 'busy' });
    slower.sending.end('x'.repeat(84));
    expect((await slower.answer).status).toBe(200);
    await untilHeld(0);
    expect(bodies.held()).toBe(0);
  });

  test('that are whole give way to nobody: whoever comes then is asked to come again', async () => {
    const { send, untilHeld, whole } = await reader({ total: 250 });
    const waiting = [send({ wait: '1' }), send({ wait: '1' })];
    for (const { sending } of waiting) sending.end('whole');
    await untilHeld(200);
    while (whole.length < 2) await new Promise((next) => setImmediate(next));
    const late = send();
    late.sending.end('late');
    expect(await late.answer).toEqual({ status: 503, text: 'busy' });
    for (const go of whole) go();
    for (const { answer } of waiting) expect((await answer).status).toBe(200);
    await untilHeld(0);
    const again = send();
    again.sending.end('again');
    expect((await again.answer).status).toBe(200);
  });

  test('of one sender take nothing from the share of another', async () => {
    const { send, untilHeld, whole } = await reader({ total: 1000, perSender: 150 });
    const first = send({ wait: '1', sender: 'a' });
    first.sending.end('first');
    while (whole.length < 1) await new Promise((next) => setImmediate(next));
    const second = send({ sender: 'a' });
    second.sending.end('second');
    expect(await second.answer).toEqual({ status: 429, text: 'too-many' });
    const other = send({ sender: 'b' });
    other.sending.end('other');
    expect((await other.answer).status).toBe(200);
    whole[0]?.();
    expect((await first.answer).status).toBe(200);
    await untilHeld(0);
    const third = send({ sender: 'a' });
    third.sending.end('third');
    expect((await third.answer).status).toBe(200);
  });
});

test('bodies that begin under a sender’s name and never end keep out none of its own', async () => {
  const { send, untilHeld } = await reader({ total: 1000, perSender: 150 });
  const endless = send({ 'content-length': '90', sender: 'a' });
  endless.sending.write('endless');
  await untilHeld(100);
  const other = send({ 'content-length': '90', sender: 'b' });
  other.sending.write('other');
  await untilHeld(200);
  const own = send({ sender: 'a' });
  own.sending.end('own');
  expect(await own.answer).toEqual({ status: 200, text: 'own' });
  expect(await endless.answer).toEqual({ status: 429, text: 'too-many' });
  other.sending.end('x'.repeat(85));
  expect((await other.answer).status).toBe(200);
});

test('what a body fails with carries its status', () => {
  expect(new UnreadableBody('busy')).toMatchObject({ status: 503, problem: 'busy' });
});
