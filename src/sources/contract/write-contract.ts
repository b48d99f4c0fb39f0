import { writeFileSync } from 'node:fs';
import { contractDocument } from './schema/openapi-document.js';
import { contractVectors } from './webhook-test-vectors.js';

const write = (name: string, content: object) =>
  writeFileSync(new URL(name, import.meta.url), `${JSON.stringify(content, null, 2)}\n`);

write('./openapi.json', contractDocument());
write('./vectors.json', contractVectors());
