import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = readFileSync(createRequire(import.meta.url).resolve('twemoji-colr-font/twemoji.woff2'));

/** A style that adds an emoji font (0.5 MB), so that emoji look alike on every machine, also on one without such a font. */
export const EMOJI_STYLE = `@font-face{font-family:Twemoji;src:url(data:font/woff2;base64,${file.toString('base64')}) format("woff2")}:root{--font:Lato,"Helvetica Neue",Arial,Twemoji,sans-serif}`;
