import { expect, test } from '@jest/globals';
import { adviseOnSlowStart } from '../../../../sandbox/demo/advise-on-slow-start.js';
import { eventually } from '../../../../sandbox/demo/eventually.js';

test('a start that takes too long says what was awaited, and what to do', async () => {
  const starting = eventually('the directory is known', async () => false as const, 0);
  await expect(adviseOnSlowStart(starting)).rejects.toThrow(
    'The demo could not be started. It was not seen within 0 s that the directory is known. ' +
      'This machine may be busy: start the demo again; the data are kept.',
  );
});

test('what cannot be started for another reason says that alone', async () => {
  await expect(adviseOnSlowStart(Promise.reject(new Error('The port is taken.')))).rejects.toThrow(
    /^The port is taken\.$/,
  );
  expect(await adviseOnSlowStart(Promise.resolve('up'))).toBe('up');
});
