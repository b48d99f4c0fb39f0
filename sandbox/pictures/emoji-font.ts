import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const file = readFileSync(createRequire(import.meta.url).resolve('twemoji-colr-font/twemoji.woff2'));

/**
 * A style with the font family `Twemoji`, so that emoji look alike on every machine, also on one without such a font. Its
 * glyphs are in COLR version 0: Debian's Chromium 156 leaves those of version 1 blank, as Noto Color Emoji has them.
 */
export const EMOJI_FONT = `@font-face{font-family:Twemoji;src:url(data:font/woff2;base64,${file.toString('base64')}) format("woff2")}`;
