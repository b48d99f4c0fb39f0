import type { FeedbackBox } from '../../../src/domain/ports.js';
import { find, insert } from './documents.js';
import type { Store } from './store.js';

export const memoryFeedback = ({ run }: Store): FeedbackBox => ({
  insert: (feedback) => run((tables) => insert(tables.feedback, feedback)),
  get: (ref) => run((tables) => find(tables.feedback, ref)),
});
