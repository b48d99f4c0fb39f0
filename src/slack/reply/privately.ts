import { type MessageView, section } from '../blocks/blocks.js';

/** A sentence from the catalogue as an answer: the same to be read and to be heard. */
export const said = (text: string): MessageView => ({ text, blocks: [section(text)] });
