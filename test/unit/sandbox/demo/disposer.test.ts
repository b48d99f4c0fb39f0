import { describe, expect, test } from '@jest/globals';
import { createDisposer } from '../../../../sandbox/demo/disposer.js';

describe('a disposer', () => {
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
    const disposer = createDisposer();
    for (const name of ['mongo', 'bot', 'worker']) disposer.add(thing(name));
    await disposer.dispose();
    expect(closed).toEqual(['worker', 'bot', 'mongo']);
  });

  test('twice is once', async () => {
    const { closed, thing } = recorder();
    const disposer = createDisposer();
    disposer.add(thing('mongo'));
    await Promise.all([disposer.dispose(), disposer.dispose()]);
    expect(closed).toEqual(['mongo']);
  });

  test('one that fails keeps nothing open, and is told', async () => {
    const { closed, thing } = recorder();
    const disposer = createDisposer();
    disposer.add(thing('mongo'));
    disposer.add(thing('bot', new Error('the bot hangs')));
    await expect(disposer.dispose()).rejects.toThrow('the bot hangs');
    expect(closed).toEqual(['bot', 'mongo']);
  });
});
