import type { KnownBlock, ModalView } from '@slack/types';
import type { Member } from '../../../domain/model/member/member.js';
import { type Added, addInvite, type DraftFacts, requireAdding } from '../../../domain/receiving/add-invite.js';
import {
  addresseeMentioned,
  type PreparedInvite,
  prepareAddInvite,
} from '../../../domain/receiving/prepare-add-invite.js';
import { actions, button, context, section } from '../../blocks/blocks.js';
import { input, modal, note, VALUE } from '../../blocks/inputs.js';
import {
  deadlineField,
  INVITATION_FIELD,
  LONGEST_TEXT,
  optionalLine,
  titleField,
} from '../../parts/invitation-fields.js';
import { facts } from '../../parts/job-facts.js';
import { ACTION, MODAL } from '../../reply/action-ids.js';
import { instantIn, textIn, userIn } from '../../reply/form-values.js';
import { parseJson } from '../../reply/modal-metadata.js';
import { noticeModal } from '../../reply/notice-modal.js';
import type { ModalOpening, OnClick, OnShortcut, OnSubmission } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { refusalLine } from '../../words/refusal-text.js';
import type { Words } from '../../words/words.js';
import { readFacts, writeFacts } from './draft-facts.js';
import { inviteShown } from './invite-shown.js';
import { postedText } from './posted-text.js';

/** Block ids of the fields. */
const FIELD = { ...INVITATION_FIELD, paste: 'paste', link: 'link', member: 'member', letter: 'letter' } as const;

/** Renders the first form: what to paste. @param addressee the member whose invite it is, where that is said already */
export function pasteModal({ plain: say, mrkdwn }: Words, addressee: Member | null = null): ModalView {
  return modal({
    callbackId: MODAL.pasteInvite,
    title: say('add.title'),
    submit: say('add.next'),
    close: say('add.cancel'),
    metadata: addressee ? JSON.stringify({ member: addressee.slackUserId }) : '',
    blocks: [
      section(mrkdwn('add.about')),
      ...(addressee ? [context(mrkdwn('add.pasteFor', { name: addressee.name }))] : []),
      note(FIELD.paste, { label: say('add.paste'), hint: say('add.pasteHint') }, LONGEST_TEXT),
    ],
  });
}

/** Renders the second form, filled with what the text said. */
export function addModal(prepared: PreparedInvite, words: Words): ModalView {
  const { draft } = prepared;
  const { plain: say, mrkdwn } = words;
  const { title, job, otherJobs, url, letter, expiresAt } = draft;
  const link = url ?? job?.url;
  const read = facts({ client: draft.client, job: aboutJob(draft) }, words);
  return modal({
    callbackId: MODAL.addInvite,
    title: say('add.title'),
    submit: say('add.submit'),
    close: say('add.cancel'),
    metadata: writeFacts(draft),
    blocks: [
      ...(otherJobs ? [section(mrkdwn('add.otherJobs', { count: otherJobs }))] : []),
      titleField(title, words),
      optionalLine(FIELD.link, { label: say('add.link'), hint: say('add.linkHint') }, link, LONGEST_TEXT),
      ...whose(prepared, words),
      deadlineField(expiresAt, words),
      optionalLine(FIELD.letter, { label: say('add.letter'), hint: say('add.letterHint') }, letter, LONGEST_TEXT, {
        multiline: true,
      }),
      ...(read.length ? [context(mrkdwn('add.read')), ...read] : []),
    ],
  });
}

const aboutJob = ({ budget, skills }: DraftFacts) => ({
  id: '',
  title: '',
  url: '',
  skills,
  private: false,
  ...(budget && { budget }),
});

/** Asks whose invite it is, where the person may add others'. */
function whose({ addressee, otherwise, isOwnAlone }: PreparedInvite, words: Words): KnownBlock[] {
  const { plain: say, mrkdwn } = words;
  if (addressee === undefined)
    return [context(...(isOwnAlone ? [refusalLine('invite.forOthers', words)] : []), mrkdwn('add.yours'))];
  const picker = { type: 'users_select', action_id: VALUE, initial_user: addressee } as const;
  return [
    ...(otherwise ? [context(refusalLine(otherwise.code, words, otherwise.params))] : []),
    input(FIELD.member, { label: say('add.whose'), hint: say('add.whoseHint') }, picker),
  ];
}

/**
 * Opens the form from the Home, a shortcut or the command; filled where a text is given.
 * @param mentioned ids of the members whom the text mentions
 */
export async function openAdd(
  opening: ModalOpening,
  triggerId: string,
  text = '',
  mentioned: readonly string[] = [],
): Promise<void> {
  const { ports, by, say, client, ack } = opening;
  await requireAdding(ports, by);
  const addressee = text.trim() ? null : await addresseeMentioned(ports, by, mentioned);
  await ack();
  const view = text.trim()
    ? addModal(await prepareAddInvite(ports, by, text, mentioned), say)
    : pasteModal(say, addressee);
  await client.views.open({ trigger_id: triggerId, view });
}

/** Opens the form from the Home. */
export const clickAdd: OnClick = (click) => openAdd(click, click.body.trigger_id);

/** Opens the form from Slack's list of shortcuts. */
export const shortcutAdd: OnShortcut = (shortcut) => openAdd(shortcut, shortcut.triggerId);

/**
 * Opens the form with what a message says; says of Baton's own messages that their invite is known or, where they are
 * about none, what they are.
 */
export const addFromMessage: OnShortcut = async (shortcut) => {
  const { by, say, client, triggerId, ack, isOwnMessage } = shortcut;
  const invite = await inviteShown(shortcut);
  if (!invite && !isOwnMessage) return openAdd(shortcut, triggerId, postedText(shortcut.message));
  await ack();
  const known = invite && { invite, isNew: false };
  const view = known
    ? addedModal(known, by.slackUserId, say, await linkToCard(shortcut, known))
    : noticeModal(say, say.plain('add.ownMessage'));
  await client.views.open({ trigger_id: triggerId, view });
};

/** Fills the second form with what was pasted; it stays empty where nothing was. */
export const submitPaste: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const { member } = partsOf(parseJson(view.private_metadata)) ?? {};
  const mentioned = typeof member === 'string' ? [member] : [];
  const prepared = await prepareAddInvite(ports, by, textIn(view, FIELD.paste) ?? '', mentioned);
  await ack({ response_action: 'update', view: addModal(prepared, say) });
};

/** Adds the invite, and says where its card is. */
export const submitAdd: OnSubmission = async (submission) => {
  const { ports, by, say, view, ack } = submission;
  const page = textIn(view, FIELD.link);
  const expiresAt = instantIn(view, FIELD.deadline);
  const added = await addInvite(ports, by, {
    title: textIn(view, FIELD.title) ?? '',
    ...(page && { link: page }),
    slackUserId: userIn(view, FIELD.member) ?? by.slackUserId,
    ...(expiresAt && { expiresAt }),
    letter: textIn(view, FIELD.letter) ?? '',
    facts: readFacts(view.private_metadata),
  });
  const link = added.isNew ? undefined : await linkToCard(submission, added);
  await ack({ response_action: 'update', view: addedModal(added, by.slackUserId, say, link) });
};

/**
 * Says where the card of an added invite is, or that the invite was known.
 * @param link leads to the reader's card of a known invite
 */
export function addedModal({ invite, isNew }: Added, reader: string, words: Words, link?: string): ModalView {
  const { plain: say } = words;
  const { slackUserId, person } = invite.invitee;
  if (!isNew) {
    const known = say('add.known', { state: say(`add.state.${invite.status}`) });
    const open = link === undefined ? [] : [button(ACTION.openCard, say('add.open'), invite.id, { url: link })];
    return noticeModal(words, known, open.length ? [actions('card', open)] : []);
  }
  return noticeModal(words, slackUserId === reader ? say('add.done') : say('add.doneFor', { name: person.name }));
}

async function linkToCard(
  { ports, by, client }: ModalOpening,
  { invite }: Pick<Added, 'invite'>,
): Promise<string | undefined> {
  const cards = await ports.messages.cardsOf(invite.tenantId, invite.id);
  const place = cards.find(({ to }) => to === by.slackUserId)?.posted;
  if (!place) return undefined;
  const { permalink } = await client.chat.getPermalink({ channel: place.channel, message_ts: place.ts });
  return permalink;
}
