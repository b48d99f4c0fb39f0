import { expect, test } from '@jest/globals';
import { keepRunning } from '../../../../sandbox/services/keep-running.js';
import type { SupervisedProcess } from '../../../../sandbox/services/kill-with-parent.js';

/** Servers that end when they are told to, and what a person hears of it. */
function world({ restarts = true } = {}) {
  const ends: ((how: number | string) => void)[] = [];
  const said: string[] = [];
  const refusals: Error[] = [];
  const ended: number[] = [];
  const server = (): SupervisedProcess => {
    let over: (how: number | string) => void = () => {};
    const exited = new Promise<{ how: number | string; said: string }>((resolve) => {
      over = (how) => resolve({ how, said: 'out of memory' });
    });
    ends.push(over);
    const pid = ends.length;
    void exited.then(() => ended.push(pid));
    return { pid, exited, end: async () => over('SIGTERM') };
  };
  const again = async () => {
    const refusal = refusals.pop();
    if (refusal) throw refusal;
    return server();
  };
  const lost = new Promise<string>((resolve) => {
    const keeping = { name: 'redis', say: (line: string) => void said.push(line), lost: resolve, pauseMs: 1 };
    kept = keepRunning(server(), { ...keeping, again: restarts ? again : undefined });
  });
  return { ends, said, ended, refusals, lost, close: () => kept.end() };
}
let kept: ReturnType<typeof keepRunning>;

const AGAIN = 'redis ended by itself with SIGKILL; it is started again, on the same data.';

async function until(is: () => boolean): Promise<void> {
  while (!is()) await new Promise((resolve) => setTimeout(resolve, 1));
}

test('a server that ends by itself is started again, three times', async () => {
  const { ends, said, lost } = world();
  for (const n of [0, 1, 2]) {
    ends[n]?.('SIGKILL');
    await until(() => ends.length === n + 2);
  }
  expect(said).toEqual([AGAIN, AGAIN, AGAIN]);
  ends[3]?.('SIGKILL');
  expect(await lost).toBe('redis ended by itself with SIGKILL.');
});

test('a start that fails is tried again, and in the end it is said why', async () => {
  const { ends, said, refusals, lost } = world();
  refusals.push(new Error('no space left'), new Error('no space left'), new Error('no space left'));
  ends[0]?.('SIGKILL');
  expect(await lost).toBe('redis ended by itself with SIGKILL. It cannot be started again: no space left');
  expect(said).toHaveLength(3);
});

test('one that nobody starts again is lost at once, and its last words say why', async () => {
  const { ends, said, lost } = world({ restarts: false });
  ends[0]?.(1);
  expect(await lost).toBe('redis ended by itself with 1: out of memory');
  expect(said).toEqual([]);
});

test('one that is asked to end is left in peace', async () => {
  const { ends, said, close } = world();
  await close();
  expect([ends.length, said]).toEqual([1, []]);
});

test('one that is being started again when it is asked to end is ended, too', async () => {
  const { ends, said, ended, close } = world();
  ends[0]?.('SIGKILL');
  await until(() => said.length === 1);
  await close();
  expect(ended).toEqual([1, 2]);
  expect(said).toEqual([AGAIN]);
});
