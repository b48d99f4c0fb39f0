// Plain JS, as are the hooks: Node loads them before anything else
import { register } from 'node:module';

register('./faulty-hooks.js', import.meta.url, { data: JSON.parse(process.env.SOURCE_FAULT) });
