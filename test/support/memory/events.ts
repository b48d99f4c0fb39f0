import type { Events } from '../../../src/domain/ports.js';
import { find, insert } from './documents.js';
import type { Store } from './store.js';

export const memoryEvents = ({ run }: Store): Events => ({
  insert: (event) => run((tables) => insert(tables.event, event)),
  get: (ref) => run((tables) => find(tables.event, ref)),
});
