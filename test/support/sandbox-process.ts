import { sandboxFor } from './start-test-sandbox.js';

const [dataDir = '', webhookUrl] = process.argv.slice(2);
const { url } = await sandboxFor(webhookUrl, { dataDir, retryMs: Array(99).fill(500) });
console.log(url);
