import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { Transform } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { socketPairs } from '../support/socket-pairs.js';

/** A load balancer for TCP on the loopback address, by which what is behind it goes away, hangs and is slow. */
export interface Gate {
  readonly port: number;
  /** Sends new connections to these ports in turn; none: they are closed at once. */
  lead(ports: readonly number[]): void;
  /** Lets nothing through until `false`; connections stay open. */
  hold(on: boolean): void;
  /** Ends all connections, with what was held in them. */
  cut(): void;
  /** Lets everything through so many milliseconds late. */
  slow(ms: number): void;
  close(): Promise<void>;
}

/** Opens a gate that leads nowhere. @param wanted its port; any when absent */
export async function openGate(wanted = 0): Promise<Gate> {
  const pairs = socketPairs();
  let [ports, turn, lateMs]: [readonly number[], number, number] = [[], 0, 0];
  let released = Promise.resolve();
  let release = () => {};
  const through = async () => {
    await released;
    if (lateMs > 0) await sleep(lateMs);
  };
  const carry = () =>
    new Transform({ transform: (chunk, _, done) => void through().then(() => done(null, chunk), done) });
  const server = createServer((near) => {
    near.on('error', () => {});
    void reach(ports, turn++).then((far) => {
      if (!far || near.destroyed) {
        far?.destroy();
        near.destroy();
        return;
      }
      pairs.add(near, far);
      near.pipe(carry()).pipe(far);
      far.pipe(carry()).pipe(near);
    });
  }).listen(wanted, '127.0.0.1');
  await once(server, 'listening');
  const hold = (on: boolean) => {
    release();
    if (!on) return;
    released = new Promise((resolve) => {
      release = resolve;
    });
  };
  return {
    port: (server.address() as AddressInfo).port,
    lead: (given) => {
      ports = given;
    },
    hold,
    cut: pairs.cut,
    slow: (ms) => {
      lateMs = ms;
    },
    close: async () => {
      hold(false);
      pairs.cut();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Connects to the first port that answers, beginning with the one whose turn it is. */
async function reach(ports: readonly number[], turn: number): Promise<Socket | undefined> {
  for (const at of ports.keys()) {
    const socket = connect(ports[(turn + at) % ports.length] ?? 0, '127.0.0.1');
    const isOpen = await once(socket, 'connect').then(
      () => true,
      () => false,
    );
    if (isOpen) return socket;
  }
  return undefined;
}
