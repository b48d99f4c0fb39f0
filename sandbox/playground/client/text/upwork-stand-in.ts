import type { World } from '../../protocol.js';

const UPWORK = 'https://www.upwork.com';
const STOOD_IN_FOR = /^https:\/\/www\.upwork\.com\/nx\/proposals\/interview\/uid\//;

/**
 * Returns the address that the page opens for a link: the stand-in for Upwork's page where the link leads there, else
 * the link itself.
 */
export const upworkStandIn = (url: string, { market }: Pick<World, 'market'>): string =>
  market && STOOD_IN_FOR.test(url) ? url.replace(UPWORK, market.url) : url;
