import { describe, expect, test } from '@jest/globals';
import { defineSource } from '../../../src/sources/define-source.js';
import type { Opened, Services } from '../../../src/sources/source.js';

const START = new Date('2026-03-02T09:00:00Z');

interface Config {
  readonly secret: string;
}

function readConfig(stored: unknown): Config {
  const { secret } = stored as Partial<Config>;
  if (typeof secret !== 'string') throw new Error('no secret');
  return { secret };
}

const toy = defineSource<Config>({
  marketplace: 'upwork',
  trust: 40,
  namesInvitations: true,
  readConfig,
  can: ({ secret }) => (secret === 'all' ? ['decide', 'refer'] : []),
  setUp: {
    name: { en: 'Toy', de: 'Spielzeug' },
    about: { en: 'A toy.', de: 'Ein Spielzeug.' },
    inShort: { en: 'Brings toys.', de: 'Bringt Spielzeug.' },
    steps: [],
    fields: [],
    configure: ({ secret = '' }, before) => ({ secret: secret || (before?.secret ?? '') }),
    preset: () => ({}),
    probe: async ({ secret }) => ({ facts: [{ en: secret, de: secret }], declineReasons: [] }),
    copy: ({ secret }, webhookUrl) => [{ label: { en: 'Address', de: 'Adresse' }, value: `${webhookUrl}#${secret}` }],
    rotate: ({ secret }) => ({ secret: `${secret}+` }),
  },
  webhook: {
    longest: 10,
    verify:
      ({ config }) =>
      (body) => ({ id: `${config.secret}:${body.toString()}`, events: [] }),
  },
  poll: async ({ config }, _services, { count = 0 }, now) => ({
    deliveries: [{ id: config.secret, events: [] }],
    state: { count: Number(count) + 1 },
    againAt: now,
  }),
  client: () => ({ accept: async ({ config }, id) => void said.push(`${config.secret}:${id}`) }),
});

const said: string[] = [];
const to: Opened<unknown> = { id: 'c1', tenantId: 'T1', connectedAt: START, config: { secret: 's' } };
const services: Services = {
  fetch: () => Promise.reject(new Error('no network')),
  trustedOrigins: [],
  timeoutMs: 1000,
  searchTimeoutMs: 1000,
};

describe('a source in the table', () => {
  test('gets its configuration read, whatever it does', async () => {
    expect(toy.can({ secret: 'all' })).toEqual(['decide', 'refer']);
    expect(toy.setUp.copy(to.config, 'https://baton.example')[0]?.value).toBe('https://baton.example#s');
    expect(toy.setUp.configure({}, to.config)).toEqual({ secret: 's' });
    expect(toy.setUp.configure({ secret: 'x' }, undefined)).toEqual({ secret: 'x' });
    expect(toy.setUp.rotate?.(to.config)).toEqual({ secret: 's+' });
    expect((await toy.setUp.probe(to.config, services)).facts).toEqual([{ en: 's', de: 's' }]);
    const read = toy.webhook?.verify(to, { headers: {}, query: new URLSearchParams(), now: START });
    expect(read?.(Buffer.from('body'))).toEqual({ id: 's:body', events: [] });
    expect(await toy.poll?.(to, services, {}, START)).toMatchObject({ state: { count: 1 }, againAt: START });
    await toy.client?.(services).accept?.(to, 'i1', 'k');
    expect(said).toEqual(['s:i1']);
  });

  test('keeps its traits, and answers only the calls that it has', () => {
    expect(toy).toMatchObject({ marketplace: 'upwork', trust: 40, namesInvitations: true, webhook: { longest: 10 } });
    expect(toy.client?.(services).members).toBeUndefined();
  });

  test('throws on a configuration of another source', () => {
    expect(() => toy.can({ baseUrl: '' })).toThrow('no secret');
    expect(() =>
      toy.webhook?.verify({ ...to, config: {} }, { headers: {}, query: new URLSearchParams(), now: START }),
    ).toThrow('no secret');
  });
});
