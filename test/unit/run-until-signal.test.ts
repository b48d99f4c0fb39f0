import { afterEach, expect, jest, test } from '@jest/globals';
import { untilSignal } from '../../src/run-until-signal.js';

afterEach(() => {
  process.removeAllListeners('SIGUSR2');
  process.removeAllListeners('SIGHUP');
});

test('the first signal is the wish, its repetition is the same, and a later one does not wait', async () => {
  const exit = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  const now = jest.spyOn(performance, 'now').mockReturnValue(0);
  const signal = untilSignal(['SIGUSR2', 'SIGHUP']);
  process.emit('SIGUSR2');
  await signal;
  now.mockReturnValue(900);
  process.emit('SIGHUP');
  expect(exit).not.toHaveBeenCalled();
  now.mockReturnValue(1100);
  process.emit('SIGUSR2');
  expect(exit).toHaveBeenCalledWith(1);
});
