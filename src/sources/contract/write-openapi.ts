import { writeFileSync } from 'node:fs';
import { contractDocument } from './schema/document.js';

writeFileSync(new URL('./openapi.json', import.meta.url), `${JSON.stringify(contractDocument(), null, 2)}\n`);
