import { eventually } from '../../sandbox/demo/eventually.js';
import { act } from '../../sandbox/demo/install-and-connect.js';
import { choose } from '../../sandbox/slack/driver/find-elements.js';
import type { Person } from '../../sandbox/slack/driver/person.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { ShownMessage } from '../../sandbox/slack/driver/shown-surfaces.js';
import type { Invite } from '../../src/domain/model/invite/invite.js';
import type { Referral } from '../../src/domain/model/referral/referral.js';
import type { Count } from '../../src/domain/model/tally/tally.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION } from '../../src/slack/reply/action-ids.js';
import { UNANSWERED } from '../../src/slack/reply/ephemeral-replies.js';
import { configure } from './change-settings.js';
import type { TestStage } from './stage.js';

/** Makes a client invite somebody on the sandbox marketplace, and returns Baton's invite. */
export async function arrive(stage: TestStage, wish: object = { freelancer: 'f-ana' }): Promise<Invite> {
  const { id } = await act(stage, 'invitations', { freelancer: 'f-ana', ...wish });
  return storedInvite(stage, String(id));
}

/** Waits for Baton's invite of an invitation of the sandbox. */
export const storedInvite = ({ truth, tenantId }: TestStage, externalId: string): Promise<Invite> =>
  eventually('the invite is stored', () => truth.ports.invites.byExternalId(tenantId, externalId));

/** Reads the invite anew. @throws Error when there is none. */
export async function inviteNow({ truth }: TestStage, ref: Pick<Invite, 'tenantId' | 'id'>): Promise<Invite> {
  const invite = await truth.ports.invites.get(ref);
  if (!invite) throw new Error(`there is no invite ${ref.id}`);
  return invite;
}

export const untilInvite = (stage: TestStage, ref: Invite, is: (invite: Invite) => boolean): Promise<Invite> =>
  eventually('the invite is as expected', async () => {
    const invite = await inviteNow(stage, ref);
    return is(invite) ? invite : undefined;
  });

export const referralOf = async ({ truth }: TestStage, { tenantId, id }: Invite): Promise<Referral> => {
  const referral = await truth.ports.referrals.ofInvite(tenantId, id);
  if (!referral) throw new Error(`nobody was referred for the invite ${id}`);
  return referral;
};

/** Waits until the invite's latest referral has this status. */
export const untilReferral = (
  { truth }: TestStage,
  { tenantId, id }: Invite,
  status: Referral['status'],
  ms?: number,
): Promise<Referral> =>
  eventually(
    `the referral is ${status}`,
    async () => {
      const referral = await truth.ports.referrals.ofInvite(tenantId, id);
      return referral?.status === status ? referral : undefined;
    },
    ms,
  );

/** Returns Baton's id of a message, from the message's metadata. */
export function idOf({ raw }: ShownMessage): string {
  const { event_payload: payload } = (raw.metadata ?? {}) as { event_payload?: { id?: string } };
  return payload?.id ?? '';
}

/** Lists the cards of an invite in a person's direct messages, or in a channel. */
export const cardsOf = async (person: Person, { id }: Pick<Invite, 'id'>, channel?: string): Promise<ShownMessage[]> =>
  (await person.messages(channel)).filter((message) => idOf(message).startsWith(`card.${id}.`));

/** Waits until the person's card of this invite satisfies `is`. */
export const untilCard = (
  person: Person,
  { id }: Pick<Invite, 'id'>,
  is: (card: ShownMessage) => boolean = () => true,
  channel?: string,
): Promise<ShownMessage> =>
  person.untilMessage((message) => idOf(message).startsWith(`card.${id}.`) && is(message), {
    ...(channel && { channel }),
  });

/** Waits for the message that tells the referrer of one step of a referral. */
export const untilNews = (person: Person, { id }: Referral, step: string): Promise<ShownMessage> =>
  person.untilMessage((message) => idOf(message) === `news.${id}.${step}`);

/** Returns the blocks of a message or a view as one text to search in. */
export const wordsOf = ({ blocks }: { readonly blocks: readonly unknown[] }): string => JSON.stringify(blocks);

/** Lists the action ids of the buttons and menus that are shown. */
export const offersOf = (shown: { readonly blocks: readonly unknown[] }): string[] =>
  [...wordsOf(shown).matchAll(/"action_id":"([^"]+)"/g)].map(([, name = '']) => name);

/** Lists the buttons and menus that decide something or take it back, without those that only read. */
export const choicesOf = (shown: { readonly blocks: readonly unknown[] }): string[] =>
  offersOf(shown).filter((action) => action !== ACTION.letter && action !== ACTION.openJob);

export const isOpen = (card: ShownMessage): boolean => offersOf(card).includes(ACTION.accept);
export const isDecided = (card: ShownMessage): boolean => !isOpen(card);

export interface Notes {
  readonly toColleague?: string;
  readonly toClient?: string;
}

/**
 * Picks a colleague on the card, presses *Refer*, and waits for the modal of this invite. Types the name again where a
 * busy app was too late for Slack.
 */
export async function openRefer(person: Person, card: ShownMessage, invite: Invite, colleague: string): Promise<void> {
  const [query = ''] = colleague.toLowerCase().split(' ');
  const options = await eventually('the picker is answered in time', async () => {
    const offered = await person.lookUp(card, ACTION.pickColleague, query);
    return !offered.some(({ value }) => value === UNANSWERED) && offered;
  });
  await person.enter(card, ACTION.pickColleague, choose(options, colleague).raw);
  await person.press(card, ACTION.refer);
  await person.untilModal(({ raw }) => String(raw.private_metadata).includes(invite.id));
}

/** Refers a colleague from the card, with two clicks and perhaps some words. */
export async function refer(person: Person, invite: Invite, colleague: string, notes: Notes = {}): Promise<Reply> {
  await openRefer(person, await untilCard(person, invite, isOpen), invite, colleague);
  if (notes.toColleague) person.fill(VALUE, notes.toColleague, { blockId: NOTE_TO_COLLEAGUE });
  if (notes.toClient) person.fill(VALUE, notes.toClient, { blockId: NOTE_TO_CLIENT });
  return person.submit();
}

/** Waits for the invite that a colleague got through a referral. */
export async function receivedInvite(stage: TestStage, invite: Invite): Promise<Invite> {
  const { receivedExternalId } = await untilReferral(stage, invite, 'forwarded');
  return storedInvite(stage, String(receivedExternalId));
}

/** Lists the options of the picker on a card: each name with the line beneath it, in order. */
export async function pickerOf(person: Person, invite: Invite, query = ''): Promise<[name: string, about: string][]> {
  const card = await untilCard(person, invite, (now) => offersOf(now).includes(ACTION.pickColleague));
  const options = await person.lookUp(card, ACTION.pickColleague, query);
  return options.map(({ text, raw }) => [text, String((raw.description as { text?: string } | undefined)?.text ?? '')]);
}

/** Returns the line beneath a name in a picker. */
export const aboutIn = (rows: readonly [string, string][], name: string): string | undefined =>
  rows.find(([shown]) => shown === name)?.[1];

/** Sets the undo window in seconds, as an admin. */
export const setUndoWindow = (stage: TestStage, seconds: number): Promise<void> =>
  configure(stage, { undo: String(seconds) });

/** Returns the ephemeral message that a person gets because of `doing`. */
export async function whisperAfter(person: Person, doing: () => Promise<unknown>): Promise<ShownMessage> {
  const before = person.ephemerals().length;
  await doing();
  return eventually(`${person.name} is told privately`, async () => person.ephemerals()[before]);
}

/** Waits until no work is due. */
export const untilAtRest = ({ truth }: Pick<TestStage, 'truth'>): Promise<unknown> =>
  eventually('all work is done', async () => {
    const backlog = await truth.ports.worklist.backlog(new Date());
    return backlog.every(({ due }) => due === 0);
  });

/** Returns the all-time counts of a member by name, or of the team by `*`. */
export async function countsOf(stage: TestStage, name: string): Promise<Partial<Record<Count, number>>> {
  const member = name === '*' ? name : stage.driver.as(name).id;
  return (await stage.truth.ports.tallies.of(stage.tenantId, member, ['all']))[0]?.counts ?? {};
}

/** Returns by how much `doing` raises the counts of these names; unchanged counts are left out. */
export async function gainsOf(stage: TestStage, names: readonly string[], doing: () => Promise<unknown>) {
  await untilAtRest(stage);
  const before = await Promise.all(names.map((name) => countsOf(stage, name)));
  await doing();
  await untilAtRest(stage);
  const after = await Promise.all(names.map((name) => countsOf(stage, name)));
  return Object.fromEntries(names.map((name, at) => [name, difference(before[at] ?? {}, after[at] ?? {})]));
}

type Counts = Partial<Record<Count, number>>;

const difference = (before: Counts, after: Counts): Counts =>
  Object.fromEntries(
    (Object.keys(after) as Count[])
      .map((count) => [count, (after[count] ?? 0) - (before[count] ?? 0)] as const)
      .filter(([, gain]) => gain !== 0),
  );

/** Lists what took effect on the sandbox for an invitation and for the colleague's invitation. */
export const effectsOn = ({ sandbox }: TestStage, { externalId }: Invite): string[] => {
  const { effects, invitations } = sandbox.state;
  const about = (id: string) => id === externalId || invitations[id]?.referral?.fromInvitationId === externalId;
  return effects.filter(({ invitationId }) => about(invitationId)).map(({ kind }) => kind);
};

/** Lists the sandbox's calls that were to decide an invitation. */
export const callsOn = ({ sandbox }: TestStage, { externalId }: Invite) =>
  sandbox.state.calls.filter(({ method, path }) => method === 'POST' && path.includes(externalId));

export const invitationOf = ({ sandbox }: TestStage, { externalId }: Invite) => {
  const invitation = sandbox.state.invitations[externalId];
  if (!invitation) throw new Error(`the sandbox has no invitation ${externalId}`);
  return invitation;
};

/** Makes calls to the sandbox fail as `wish` says, `times` times or until the test is over. */
export const trouble = (stage: TestStage, wish: object): Promise<unknown> => act(stage, 'switches', wish);
