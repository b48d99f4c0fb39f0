// Plain JS: jest loads a global set-up without its own resolver, which knows that './x.js' is x.ts
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { compiledTree } from './compiled-tree.js';

/**
 * One MongoDB, one Redis and one compiled tree for a whole run: the workers get their addresses and the tree's folder
 * through the environment.
 */
export default async function start() {
  const tree = await compiledTree();
  const service = (name) => import(pathToFileURL(join(tree, 'sandbox', 'services', `${name}.js`)));
  const [{ startMongo }, { startRedis }] = await Promise.all([service('mongo'), service('redis')]);
  const say = (line) => process.stderr.write(`${line}\n`);
  const services = await Promise.all([startMongo({ say }), startRedis({ say })]);
  globalThis.closeServices = () => Promise.all(services.map((service) => service.close()));
  process.env.COMPILED_TREE = tree;
  [process.env.MONGODB_URI, process.env.REDIS_URL] = services.map((service) => service.uri);
}
