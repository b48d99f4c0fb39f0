import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { noteWriter, writerIn } from '../../../src/embedded/mongo-writer.js';

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
