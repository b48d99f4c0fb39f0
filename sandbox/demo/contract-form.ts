import { NAME } from '../../src/slack/features/connect/set-up-form.js';

/** Block ids of the set-up form of a connection by the contract. */
export const FIELD = { name: NAME, url: 'url', token: 'token', path: 'path' } as const;
