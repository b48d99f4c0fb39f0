// Plain JS: jest loads a global set-up without its own resolver, which knows that './x.js' is x.ts
import { tsImport } from 'tsx/esm/api';

const { startMongo } = await tsImport('../../sandbox/services/mongo.ts', import.meta.url);
const { startRedis } = await tsImport('../../sandbox/services/redis.ts', import.meta.url);

/** One MongoDB and one Redis for a whole run: the workers get their addresses through the environment. */
export default async function start() {
  const say = (line) => process.stderr.write(`${line}\n`);
  const services = await Promise.all([startMongo({ say }), startRedis({ say })]);
  globalThis.closeServices = () => Promise.all(services.map((service) => service.close()));
  [process.env.MONGODB_URI, process.env.REDIS_URL] = services.map((service) => service.uri);
}
