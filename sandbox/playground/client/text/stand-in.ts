import type { World } from '../../protocol.js';

const UPWORK = 'https://www.upwork.com';
const STOOD_IN_FOR = /^https:\/\/www\.upwork\.com\/nx\/proposals\/interview\/uid\//;

/** Returns where a link leads here: to the page that stands in for Upwork's, where there is one. */
export const standInFor = (url: string, { market }: Pick<World, 'market'>): string =>
  market && STOOD_IN_FOR.test(url) ? url.replace(UPWORK, market.url) : url;
