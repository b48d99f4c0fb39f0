import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { helpFor, noteWriter, writerIn } from '../../../../sandbox/services/mongo.js';

const folder = mkdtempSync(join(tmpdir(), 'baton-writer-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('the first server that wrote here is remembered', () => {
  expect(writerIn(folder)).toBeUndefined();
  noteWriter(folder, undefined);
  expect(writerIn(folder)).toBeUndefined();
  noteWriter(folder, 'secantus-py');
  noteWriter(folder, 'mongod');
  expect(writerIn(folder)).toBe('secantus-py');
});

test('without a folder there is nothing to remember', () => {
  noteWriter(undefined, 'mongod');
  expect(writerIn(undefined)).toBeUndefined();
});

test.each([
  ['secantus-py', 'Python 3.10 or newer'],
  ['secantus-rs', 'npm run embedded:fast-mongo'],
  ['mongod', 'mongod on PATH'],
] as const)('where %s wrote the data, the help says how to have it, and how to do without', (writer, way) => {
  const help = helpFor(writer, '/data');
  for (const words of ['/data', way, '--fresh', 'MONGODB_URI']) expect(help).toContain(words);
});
