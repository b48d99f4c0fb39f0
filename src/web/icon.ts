import { readFileSync } from 'node:fs';

/** The icon as SVG, as it is drawn in the repository. The build copies the file. */
export const ICON = readFileSync(new URL('icon.svg', import.meta.url), 'utf8');
