import { buildIcon } from './web/draw-icon.js';

await buildIcon('src/web/icon.svg', new URL('../', import.meta.url));
