import type { Invite } from '../../domain/model/invite/invite.js';
import type { Budget } from '../../domain/model/job/job.js';
import { money, moneyRange } from '../blocks/money.js';
import type { Words } from '../words/words.js';

/** Lists the known facts about the client and the job as mrkdwn fields. */
export function facts({ client, job }: Pick<Invite, 'client' | 'job'>, words: Words): string[] {
  const { mrkdwn, locale } = words;
  const { rating, totalSpent, hires, paymentVerified } = client;
  const who = [client.name?.trim(), client.country?.trim()].filter(Boolean).join(' · ');
  const spent = totalSpent === undefined ? '' : money(totalSpent, 'USD', locale);
  const skills = job.skills.join(', ');
  return [
    who && mrkdwn('card.client', { value: who }),
    job.budget && budget(job.budget, words),
    rating !== undefined && mrkdwn('card.rating', { rating: new Intl.NumberFormat(locale).format(rating) }),
    spent && mrkdwn('card.history', { value: spent }),
    hires !== undefined && mrkdwn('card.hires', { count: hires }),
    paymentVerified !== undefined && mrkdwn(paymentVerified ? 'card.payment.yes' : 'card.payment.no'),
    skills && mrkdwn('card.skills', { value: skills }),
  ].filter((field): field is string => !!field);
}

function budget({ kind, min, max, currency }: Budget, { mrkdwn, plain, locale }: Words): string | undefined {
  const amount = (value: number) => money(value, currency, locale);
  const range = () => {
    if (min !== undefined && max !== undefined)
      return min === max ? amount(min) : moneyRange(min, max, currency, locale);
    if (min !== undefined) return plain('card.budget.from', { amount: amount(min) });
    return max === undefined ? undefined : plain('card.budget.upTo', { amount: amount(max) });
  };
  const said = range();
  return said && mrkdwn(`card.budget.${kind}`, { amount: said });
}
