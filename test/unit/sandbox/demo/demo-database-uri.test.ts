import { expect, test } from '@jest/globals';
import { demoDatabaseUri } from '../../../../sandbox/demo/demo-database-uri.js';

const USER = ['u', 'p%40'].join(':');

test.each([
  ['mongodb://127.0.0.1:1', 'mongodb://127.0.0.1:1/own'],
  ['mongodb://127.0.0.1:1/', 'mongodb://127.0.0.1:1/own'],
  ['mongodb://127.0.0.1:1/baton?replicaSet=rs0', 'mongodb://127.0.0.1:1/own?replicaSet=rs0'],
  ['mongodb://127.0.0.1:1?replicaSet=rs0', 'mongodb://127.0.0.1:1/own?replicaSet=rs0'],
  ['mongodb://a:1,b:2,c:3/x?w=majority', 'mongodb://a:1,b:2,c:3/own?w=majority'],
  [`mongodb://${USER}@h/users`, `mongodb://${USER}@h/own?authSource=users`],
  [`mongodb://${USER}@h/?tls=true`, `mongodb://${USER}@h/own?tls=true&authSource=admin`],
  [`mongodb://${USER}@h/x?authSource=y`, `mongodb://${USER}@h/own?authSource=y`],
  ['mongodb://u@h/?authMechanism=MONGODB-X509', 'mongodb://u@h/own?authMechanism=MONGODB-X509'],
  [`mongodb+srv://${USER}@cluster.example/x`, `mongodb+srv://${USER}@cluster.example/own`],
])('%s becomes %s', (uri, own) => {
  expect(demoDatabaseUri(uri, 'own')).toBe(own);
});
