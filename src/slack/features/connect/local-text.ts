import type { LocalText } from '../../../domain/model/connection/source.js';
import { LANGUAGES } from '../../../domain/model/languages.js';
import type { Words } from '../../words/words.js';

/** Returns a source's text in the reader's language. */
export const localText = (text: LocalText, { locale }: Pick<Words, 'locale'>): string =>
  text[LANGUAGES.find((one) => one === locale.split('-')[0]) ?? LANGUAGES[0]];
