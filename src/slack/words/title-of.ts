import { isBlank, oneLine } from './text.js';
import type { Words } from './words.js';

/** The job's title on one line, or what stands in its place where it has none. */
export const titleOf = ({ job }: { readonly job: { readonly title: string } }, { plain }: Words): string =>
  isBlank(job.title) ? plain('card.untitled') : oneLine(job.title);
