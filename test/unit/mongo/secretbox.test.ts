import { randomBytes } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { secretbox } from '../../../src/mongo/secretbox.js';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;
const [older, newer] = [newKey('k1'), newKey('k2')];
const box = secretbox([older]);

describe('a sealed text', () => {
  test('opens for what it was sealed for', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), (text, context) => {
        expect(box.open(box.seal(text, context), context)).toBe(text);
      }),
    );
  });

  test('names its key and hides its text', () => {
    const sealed = box.seal('a token', 'T1');
    expect(sealed).toMatch(/^k1\.[\w-]+$/);
    expect(Buffer.from(sealed.slice(3), 'base64url').toString('latin1')).not.toContain('a token');
  });

  test('is never the same twice', () => {
    const sealed = Array.from({ length: 100 }, () => box.seal('a token', 'T1'));
    expect(new Set(sealed).size).toBe(100);
  });

  test('does not open for anything else', () => {
    expect(() => box.open(box.seal('a token', 'T1'), 'T2')).toThrow('A secret of T2 does not open');
  });

  test('does not open when any bit of it was changed', () => {
    const bytes = Buffer.from(box.seal('a token', 'T1').slice(3), 'base64url');
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const changed = Buffer.from(bytes);
      changed.writeUInt8(changed.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
      expect(() => box.open(`k1.${changed.toString('base64url')}`, 'T1')).toThrow('does not open');
    }
  });

  test('does not open when it was cut short', () => {
    const sealed = box.seal('a token', 'T1');
    for (let length = 3; length < sealed.length - 1; length += 1) {
      expect(() => box.open(sealed.slice(0, length), 'T1')).toThrow('does not open');
    }
  });
});

describe('keys', () => {
  test('the first seals, all open', () => {
    const rotated = secretbox([newer, older]);
    const [before, after] = [box.seal('a token', 'T1'), rotated.seal('a token', 'T1')];
    expect(rotated.open(before, 'T1')).toBe('a token');
    expect(after).toMatch(/^k2\./);
    expect([before, after].map((sealed) => rotated.isCurrent(sealed))).toEqual([false, true]);
  });

  test('one that is gone is named', () => {
    const sealed = box.seal('a token', 'T1');
    expect(() => secretbox([newer]).open(sealed, 'T1')).toThrow('the key "k1", which is not among the keys given');
  });

  test('another key under the same id does not open', () => {
    const sealed = box.seal('a token', 'T1');
    expect(() => secretbox([newKey('k1')]).open(sealed, 'T1')).toThrow('does not open');
  });

  test('two of the same id are refused: the id of a sealed text names one key', () => {
    expect(() => secretbox([older, newKey('k1')])).toThrow('give each an id of its own');
  });

  test.each([[[]], [['']], [['k1']], [['k1:']], [['k1:c2hvcnQ=']], [[`:${randomBytes(32).toString('base64')}`]]])(
    'that are none are refused: %j',
    (keys) => {
      expect(() => secretbox(keys)).toThrow(/key/);
    },
  );
});
