import { describe, expect, test } from '@jest/globals';
import { type MongoFacts, mongoCandidates } from '../../../../sandbox/services/mongo-candidates.js';
import { redisCandidates } from '../../../../sandbox/services/redis.js';

const nothing: MongoFacts = { host: 'downloads.example', reachable: false };

describe('MongoDB', () => {
  test.each<[string, Partial<MongoFacts>, string[]]>([
    ['nothing at all', {}, ['secantus-py']],
    ['a given URI', { uri: 'mongodb://db', onPath: '/bin/mongod', reachable: true, rust: '/rs' }, ['existing']],
    [
      'everything but a URI',
      { onPath: '/bin/mongod', cached: '/c/mongod', reachable: true, rust: '/rs' },
      ['mongod', 'mongod', 'secantus-rs', 'secantus-py'],
    ],
    ['a reachable download', { reachable: true, rust: '/rs' }, ['download', 'secantus-rs', 'secantus-py']],
    ['one that was downloaded before', { reachable: true, cached: '/c/mongod' }, ['mongod', 'secantus-py']],
    ['the Rust build', { rust: '/rs' }, ['secantus-rs', 'secantus-py']],
  ])('%s', (_name, facts, kinds) => {
    expect(mongoCandidates({ ...nothing, ...facts }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test.each<[string, Partial<MongoFacts>, string[]]>([
    ['mongod’s', { wrote: 'mongod', cached: '/c/mongod', rust: '/rs' }, ['mongod']],
    ['mongod’s, which is gone', { wrote: 'mongod', reachable: true }, ['download']],
    ['mongod’s, which is gone for good', { wrote: 'mongod' }, []],
    ['SecantusDB’s', { wrote: 'secantus-py', onPath: '/bin/mongod', reachable: true, rust: '/rs' }, ['secantus-py']],
    ['whoever’s, and another is named', { wrote: 'secantus-py', uri: 'mongodb://db' }, ['existing']],
  ])('data that are there stay with the server that wrote them: %s', (_name, facts, kinds) => {
    expect(mongoCandidates({ ...nothing, ...facts }).map(({ kind }) => kind)).toEqual(kinds);
  });

  test('PATH comes before the cache', () => {
    const [first, second] = mongoCandidates({ ...nothing, onPath: '/bin/mongod', cached: '/c/mongod' });
    expect([first, second]).toEqual([
      { kind: 'mongod', binary: '/bin/mongod', why: '/bin/mongod is on PATH' },
      { kind: 'mongod', binary: '/c/mongod', why: '/c/mongod was downloaded before' },
    ]);
  });

  test('the reason names the host that is out of reach', () => {
    expect(mongoCandidates(nothing)[0]?.why).toBe('there is no mongod and downloads.example is out of reach');
  });
});

describe('Redis', () => {
  test.each<[string, Parameters<typeof redisCandidates>[0], string[]]>([
    ['nothing at all', {}, ['valkey-py']],
    ['a given URL', { url: 'redis://r', onPath: '/bin/redis-server' }, ['existing']],
    ['a server on PATH', { onPath: '/bin/redis-server' }, ['server', 'valkey-py']],
  ])('%s', (_name, facts, kinds) => {
    expect(redisCandidates(facts).map(({ kind }) => kind)).toEqual(kinds);
  });
});
