import { answerAsk } from '../../../domain/asking/answer-ask.js';
import type { OnClick } from '../../reply/request-context.js';

/** A colleague's yes or no. Durable before Slack has its answer; the message changes by a job. */
const answer =
  (said: 'yes' | 'no'): OnClick =>
  async ({ ports, by, id, ack }) => {
    await answerAsk(ports, by, id, said);
    await ack();
  };

/** *Yes, I’d take it*. */
export const answerYes = answer('yes');
/** *No, thanks*: the next one is asked. */
export const answerNo = answer('no');
