import type { KnownBlock } from '@slack/types';
import type { Invite } from '../../domain/model/invite/invite.js';
import type { Budget } from '../../domain/model/job/job.js';
import { section } from '../blocks/blocks.js';
import { money, moneyRange } from '../blocks/format-money.js';
import { isBlank, untrustedMrkdwn } from '../words/truncate-and-escape.js';
import type { Words } from '../words/words.js';

type About = Pick<Invite, 'client' | 'job'>;

/** The separator between facts on one line. */
const BETWEEN = ' · ';

/** The longest list of skills and the longest client's name, in characters. */
const LONGEST = 150;

/** Renders the known facts in two lines: the job's, and the client's. None where nothing is known. */
export function facts(about: About, words: Words): KnownBlock[] {
  const lines = factLines(about, words);
  return lines.length ? [section(lines.join('\n'))] : [];
}

/** Returns the known facts as two lines of mrkdwn: the job's, and the client's. */
export const factLines = (about: About, words: Words): string[] =>
  [jobLine(about, words), clientLine(about, words)].filter(Boolean);

/** Renders the budget and the client in one short line of mrkdwn; empty where nothing is known. */
export const factLine = ({ job, client }: About, words: Words): string =>
  [job.budget && budget(job.budget, words, words.mrkdwn), list([client.name, client.country])]
    .filter(Boolean)
    .join(BETWEEN);

function jobLine({ job }: Pick<Invite, 'job'>, words: Words): string {
  const amount = job.budget && budget(job.budget, words, words.mrkdwn);
  return [amount && `*${amount}*`, list(job.skills)].filter(Boolean).join(BETWEEN);
}

function clientLine({ client }: Pick<Invite, 'client'>, { mrkdwn, locale }: Words): string {
  const { rating, totalSpent, hires, paymentVerified } = client;
  return [
    list([client.name, client.country]),
    rating && mrkdwn('card.client.rating', { rating: new Intl.NumberFormat(locale).format(rating) }),
    totalSpent !== undefined && mrkdwn('card.client.spent', { amount: money(totalSpent, 'USD', locale) }),
    hires !== undefined && mrkdwn('card.client.hires', { count: hires }),
    paymentVerified !== undefined && mrkdwn(paymentVerified ? 'card.client.verified' : 'card.client.unverified'),
  ]
    .filter(Boolean)
    .join(BETWEEN);
}

/** Joins the texts that are not blank. */
const list = (texts: readonly (string | undefined)[]): string =>
  untrustedMrkdwn(
    texts.flatMap((text) => (text === undefined || isBlank(text) ? [] : [text.trim()])).join(', '),
    LONGEST,
  );

/** Returns a budget as plain text, in the form in which a person may enter one. */
export const budgetText = (about: Budget, words: Words): string => budget(about, words, words.plain) ?? '';

function budget(
  { kind, min, max, currency }: Budget,
  { plain, locale }: Words,
  written: Words['plain'],
): string | undefined {
  const amount = (value: number) => money(value, currency, locale);
  const range = () => {
    if (min !== undefined && max !== undefined)
      return min === max ? amount(min) : moneyRange(min, max, currency, locale);
    if (min !== undefined) return plain('card.budget.from', { amount: amount(min) });
    return max === undefined ? undefined : plain('card.budget.upTo', { amount: amount(max) });
  };
  const said = range();
  return said && written(`card.budget.${kind}`, { amount: said });
}
