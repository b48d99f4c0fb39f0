import { writeFileSync } from 'node:fs';
import { openapiDocument } from './schema/openapi-document.js';
import { webhookTestVectors } from './webhook-test-vectors.js';

const write = (name: string, content: object) =>
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);

write('./openapi.json', openapiDocument());
write('./vectors.json', webhookTestVectors());
