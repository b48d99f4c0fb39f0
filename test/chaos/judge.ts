import type { Deed } from './play-stories.js';

/** An invitation as the marketplace has it. */
export interface Invitation {
  readonly id: string;
  /** Number of the invite in the plan; a colleague's own invitation has that of the one it came from. */
  readonly number: number;
  /** Slack user of the invited person. */
  readonly reader: string;
  readonly status: string;
  /** True where Baton decides over there, false where a person does by hand. */
  readonly isNative: boolean;
  /** The invitation whose referral it came by. */
  readonly from?: string;
  readonly isHired: boolean;
}

/** A call that was to decide an invitation. */
export interface Call {
  readonly invitationId: string;
  readonly key: string;
}

/** A change that a call caused at the marketplace. */
export interface Effect {
  readonly invitationId: string;
  readonly kind: string;
}

/** A message of Baton's that stands in somebody's direct messages. */
export interface Message {
  readonly reader: string;
  /** Baton's id of it. */
  readonly id: string;
  readonly number: number | undefined;
  /** Buttons and menus by which something is decided or taken back. */
  readonly choices: readonly string[];
  readonly isOpen: boolean;
}

/** The deeds with an invite, in order. */
export interface Played {
  readonly number: number;
  readonly deeds: readonly Deed[];
  /** Why the story did not go on. */
  readonly stuck?: string;
}

/** Somebody's numbers of all time, as the command answers them. */
export interface Counts {
  readonly reader: string;
  readonly sent: number;
  readonly forwarded: number;
  readonly accepted: number;
  readonly hired: number;
  readonly received: number;
}

/** All that can be seen from outside once nothing happens any more. */
export interface Evidence {
  readonly invitations: readonly Invitation[];
  readonly calls: readonly Call[];
  readonly effects: readonly Effect[];
  readonly messages: readonly Message[];
  readonly played: readonly Played[];
  readonly counts: readonly Counts[];
  /** Webhooks that were not accepted. */
  readonly undelivered: number;
  /** Due work of each job, from the metrics. */
  readonly due: Readonly<Record<string, number>>;
  /** Complaints of the operators' commands. */
  readonly complaints: readonly string[];
}

/** The promises. */
export const PROMISES = ['lost', 'doubled', 'cards', 'stale', 'tallies', 'rest'] as const;

/** A promise that does not hold, and where. */
export interface Breach {
  readonly promise: (typeof PROMISES)[number];
  readonly what: string;
}

/** Finds what does not hold. */
export function judge(evidence: Evidence): Breach[] {
  return PROMISES.flatMap((promise) => [...LAWS[promise](evidence)].map((what) => ({ promise, what })));
}

/** The decision that stands after all that was done: a referral that was taken back does not count. */
function standing(deeds: readonly Deed[]): Exclude<Deed, 'undo'> | undefined {
  const kept: Exclude<Deed, 'undo'>[] = [];
  for (const deed of deeds) {
    if (deed === 'undo') kept.pop();
    else kept.push(deed);
  }
  return kept.at(-1);
}

/** The status over there that each deed leads to. */
const LEADS_TO: Readonly<Record<Exclude<Deed, 'undo'>, readonly string[]>> = {
  accept: ['accepted'],
  decline: ['declined'],
  refer: ['declined'],
  either: ['accepted', 'declined'],
  withdraw: ['withdrawn'],
};

/** Each deed is carried out over there, and whoever referred somebody who was hired heard of it. */
function* lost({ invitations, played, messages }: Evidence): Iterable<string> {
  const originals = new Map(invitations.filter(({ from }) => from === undefined).map((one) => [one.number, one]));
  for (const { number, deeds, stuck } of played) {
    if (stuck !== undefined) yield `job ${number}: ${stuck}`;
    const deed = standing(deeds);
    const invitation = originals.get(number);
    if (!deed || !invitation) continue;
    if (!LEADS_TO[deed].includes(invitation.status))
      yield `job ${number}: somebody did “${deed}”, and over there it is ${invitation.status}`;
    if (deed === 'refer' && !invitations.some(({ from }) => from === invitation.id))
      yield `job ${number}: a colleague was referred, and has no invitation`;
  }
  for (const { number, reader, news } of hiredReferrals({ invitations, messages }))
    if (!news) yield `job ${number}: ${reader} did not hear that the colleague was hired`;
}

function hiredReferrals({ invitations, messages }: Pick<Evidence, 'invitations' | 'messages'>) {
  return invitations.flatMap(({ isHired, from, number }) => {
    const referrer = isHired ? invitations.find(({ id }) => id === from) : undefined;
    if (!referrer) return [];
    const news = messages.some(
      ({ id, reader, number: of }) => reader === referrer.reader && of === number && /^news\..*\.hired$/.test(id),
    );
    return [{ number, reader: referrer.reader, news }];
  });
}

/** Nothing took effect twice, no decision was sent as two, and no message stands twice. */
function* doubled({ effects, calls, messages, invitations, played }: Evidence): Iterable<string> {
  const numberOf = new Map(invitations.map(({ id, number }) => [id, number]));
  const times = counted(
    effects.map(({ invitationId, kind }) => `${kind} of job ${numberOf.get(invitationId)}, ${invitationId},`),
  );
  for (const [what, count] of times) if (count > 1) yield `${what} took effect ${count} times`;
  for (const { id, number } of invitations) {
    const keys = new Set(calls.filter(({ invitationId }) => invitationId === id).map(({ key }) => key));
    if (keys.size > 1) yield `job ${number}: the decision on ${id} was sent under ${keys.size} keys`;
  }
  const decided = new Set(effects.map(({ invitationId }) => invitationId));
  const stories = new Map(played.map((one) => [one.number, one]));
  for (const { id, number, from, isNative } of invitations) {
    const { deeds = [], stuck } = stories.get(number) ?? {};
    const deed = standing(deeds);
    const isUndecided = deed === undefined || deed === 'withdraw';
    if (from === undefined && isNative && decided.has(id) && isUndecided && stuck === undefined)
      yield `job ${number}: nobody decided it, and a decision took effect`;
  }
  for (const [what, count] of counted(messages.map(({ id, reader }) => `${id} of ${reader}`)))
    if (count > 1) yield `message ${what} stands ${count} times`;
}

function counted(all: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const one of all) times.set(one, (times.get(one) ?? 0) + 1);
  return times;
}

const isCard = ({ id }: Message): boolean => id.startsWith('card.');

/** Each invitation has one card of its reader. */
function* cards({ invitations, messages }: Evidence): Iterable<string> {
  for (const { number, reader, from } of invitations) {
    const mine = messages.filter(
      (message) => isCard(message) && message.number === number && message.reader === reader,
    );
    if (mine.length !== 1)
      yield `job ${number}: ${reader} has ${mine.length} cards of ${from === undefined ? 'it' : 'the invitation by referral'}`;
  }
}

/** A card can be answered as long as its invitation is open, and then no more. */
function* stale({ invitations, messages }: Evidence): Iterable<string> {
  for (const { number, reader, status } of invitations) {
    const card = messages.find((message) => isCard(message) && message.number === number && message.reader === reader);
    if (!card) continue;
    if (status === 'open' && !card.isOpen)
      yield `job ${number}: it is open, and the card of ${reader} cannot be answered`;
    if (status !== 'open' && card.choices.length > 0)
      yield `job ${number}: it is ${status}, and the card of ${reader} offers ${card.choices.join(', ')}`;
  }
  for (const { id, reader, choices, number } of messages)
    if (/^relay-ask\./.test(id) && choices.length > 0) yield `job ${number}: ${reader} is still asked`;
}

const COUNTS = ['sent', 'forwarded', 'accepted', 'hired', 'received'] as const;

/** Everybody's numbers are those of the marketplace. */
function* tallies({ invitations, counts }: Evidence): Iterable<string> {
  const referrals = invitations.flatMap((to) => {
    const from = invitations.find(({ id }) => id === to.from);
    return from ? [{ from, to }] : [];
  });
  for (const told of counts) {
    const { reader } = told;
    const sent = referrals.filter(({ from }) => from.reader === reader).map(({ to }) => to);
    const is = {
      sent: sent.length,
      forwarded: sent.length,
      accepted: sent.filter(({ status }) => status === 'accepted').length,
      hired: sent.filter(({ isHired }) => isHired).length,
      received: referrals.filter(({ to }) => to.reader === reader).length,
    };
    for (const count of COUNTS)
      if (told[count] !== is[count]) yield `${reader} is told ${count} ${told[count]}, and it is ${is[count]}`;
  }
}

/** No work is left, and nothing waits for ever. */
function* rest({ due, complaints, undelivered }: Evidence): Iterable<string> {
  for (const [job, count] of Object.entries(due)) if (count > 0) yield `${count} × ${job} is due`;
  if (undelivered > 0) yield `${undelivered} webhooks were not accepted`;
  yield* complaints;
}

const LAWS: Readonly<Record<Breach['promise'], (evidence: Evidence) => Iterable<string>>> = {
  lost,
  doubled,
  cards,
  stale,
  tallies,
  rest,
};
