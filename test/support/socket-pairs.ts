import type { Socket } from 'node:net';

/** Pairs of connections, each of which ends when its other one does. */
export function socketPairs() {
  const sockets = new Set<Socket>();
  const follow = (one: Socket, other: Socket) => {
    sockets.add(one);
    one.on('error', () => {});
    one.on('close', () => {
      sockets.delete(one);
      other.destroy();
    });
  };
  return {
    add: (near: Socket, far: Socket): void => {
      follow(near, far);
      follow(far, near);
    },
    /** Ends all of them. */
    cut: (): void => {
      for (const socket of sockets) socket.destroy();
    },
  };
}
