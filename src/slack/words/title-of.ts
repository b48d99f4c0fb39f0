import { isBlank, oneLine } from './truncate-and-escape.js';
import type { Words } from './words.js';

/** Returns the job's title on one line, or a stand-in for a blank one. */
export const titleOf = ({ job }: { readonly job: { readonly title: string } }, { plain }: Words): string =>
  isBlank(job.title) ? plain('card.untitled') : oneLine(job.title);
