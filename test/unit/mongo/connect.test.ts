import { expect, test } from '@jest/globals';
import { connect, databaseIn, limitsBeside } from '../../../src/mongo/connect.js';
import { recordingLog } from '../../support/memory/recorders.js';

test.each([
  ['mongodb://127.0.0.1:27017', undefined],
  ['mongodb://127.0.0.1:27017/', undefined],
  ['mongodb://127.0.0.1:27017/?replicaSet=rs0', undefined],
  ['mongodb://127.0.0.1:27017/relay', 'relay'],
  ['mongodb://u:p@a:1,b:2/relay?replicaSet=rs0', 'relay'],
  ['mongodb+srv://cluster.example/relay?retryWrites=true', 'relay'],
])('the database that %s names', (uri, name) => {
  expect(databaseIn(uri)).toBe(name);
});

test.each([
  [
    'mongodb://a:1,b:2/relay?replicaSet=rs0',
    { serverSelectionTimeoutMS: 1200, connectTimeoutMS: 5000, socketTimeoutMS: 10_000 },
  ],
  ['mongodb://a/relay?sockettimeoutms=60000&serverSelectionTimeoutMS=9000', { connectTimeoutMS: 5000 }],
])('what %s says of time limits counts', (uri, limits) => {
  expect(limitsBeside(uri)).toEqual(limits);
});

test('a server that cannot be reached is named, with the setting that says where it is', async () => {
  const uri = 'mongodb://127.0.0.1:1/baton?serverSelectionTimeoutMS=100';
  await expect(connect({ uri, log: recordingLog() })).rejects.toThrow(
    /^MongoDB cannot be reached at MONGODB_URI: .*127\.0\.0\.1:1/,
  );
});
