import type { Words } from './words.js';

/** The job's title, or what stands in its place where it has none. */
export const titleOf = ({ job }: { readonly job: { readonly title: string } }, { plain }: Words): string =>
  job.title.trim() || plain('card.untitled');
