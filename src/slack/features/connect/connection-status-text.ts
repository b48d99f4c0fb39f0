import type { Connection } from '../../../domain/model/connection/connection.js';
import type { Condition } from '../../../domain/model/connection/connection-status.js';
import { moment } from '../../blocks/format-dates.js';
import type { Words } from '../../words/words.js';

/** Describes the state of a connection in mrkdwn, and when it is polled next. */
export function connectionStatusText(
  condition: Condition,
  { health, polls }: Pick<Connection, 'health' | 'polls'>,
  words: Words,
) {
  const text = plainCondition(condition, words);
  const { nextPollAt } = health;
  if (!polls || !nextPollAt || condition.kind === 'paused') return text;
  return `${text} ${words.mrkdwn('connections.nextPoll', { when: moment(nextPollAt, words) })}`;
}

function plainCondition(condition: Condition, words: Words): string {
  const { mrkdwn } = words;
  switch (condition.kind) {
    case 'paused':
      return mrkdwn('connections.is.paused', { when: moment(condition.since, words) });
    case 'failing':
      return mrkdwn(`connections.is.failing.${condition.code}`, { when: moment(condition.since, words) });
    case 'turned-down':
      return mrkdwn('connections.is.turnedDown', { when: moment(condition.at, words) });
    case 'silent':
      return mrkdwn(condition.never ? 'connections.is.never' : 'connections.is.silent', {
        when: moment(condition.since, words),
      });
    case 'waiting':
      return mrkdwn('connections.is.waiting');
    case 'well':
      return mrkdwn('connections.is.well', { when: moment(condition.heardAt, words) });
  }
}
