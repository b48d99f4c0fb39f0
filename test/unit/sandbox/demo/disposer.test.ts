import { describe, expect, test } from '@jest/globals';
import { createDisposer } from '../../../../sandbox/demo/disposer.js';

describe('closing time', () => {
  const recorder = () => {
    const closed: string[] = [];
    const thing = (name: string, error?: Error) => ({
      close: async () => {
        closed.push(name);
        if (error) throw error;
      },
    });
    return { closed, thing };
  };

  test('the last opened is closed first', async () => {
    const { closed, thing } = recorder();
    const closing = createDisposer();
    for (const name of ['mongo', 'bot', 'worker']) closing.before(thing(name));
    await closing.now();
    expect(closed).toEqual(['worker', 'bot', 'mongo']);
  });

  test('twice is once', async () => {
    const { closed, thing } = recorder();
    const closing = createDisposer();
    closing.before(thing('mongo'));
    await Promise.all([closing.now(), closing.now()]);
    expect(closed).toEqual(['mongo']);
  });

  test('one that fails keeps nothing open, and is told', async () => {
    const { closed, thing } = recorder();
    const closing = createDisposer();
    closing.before(thing('mongo'));
    closing.before(thing('bot', new Error('the bot hangs')));
    await expect(closing.now()).rejects.toThrow('the bot hangs');
    expect(closed).toEqual(['bot', 'mongo']);
  });
});
