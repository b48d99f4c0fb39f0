import { once } from 'node:events';
import { type AddressInfo, connect, createServer } from 'node:net';
import { socketPairs } from './socket-pairs.js';

/** A TCP proxy whose connections can be cut and restored, as when the server behind it restarts. */
export async function severableProxyTo(target: URL) {
  const pairs = socketPairs();
  let isCut = false;
  const server = createServer((near) => {
    if (isCut) return near.destroy();
    const far = connect(Number(target.port), target.hostname);
    near.pipe(far).pipe(near);
    pairs.add(near, far);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(target);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const cut = () => {
    isCut = true;
    pairs.cut();
  };
  return {
    url: url.href,
    cut,
    mend: () => {
      isCut = false;
    },
    close: async () => {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
