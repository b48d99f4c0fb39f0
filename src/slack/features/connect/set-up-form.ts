import type { KnownBlock, ModalView, PlainTextOption } from '@slack/types';
import type { Answers, LocalText, SetUpField, SetUpForm, ToCopy } from '../../../domain/model/connection/source.js';
import { isPerson } from '../../api/conversations.js';
import { actions, button, context, copyable, plain, section } from '../../blocks/blocks.js';
import { choice, input, line, modal, option, VALUE } from '../../blocks/inputs.js';
import { ACTION, MODAL, SHOWN } from '../../reply/action-ids.js';
import { channelIn, hasField, pickedIn, textIn, userIn } from '../../reply/form-values.js';
import type { Submission } from '../../reply/request-context.js';
import { prefixOf } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';
import { localText } from './local-text.js';

/** The block id of the connection's name; the other fields have the names that their source gives them. */
export const NAME = 'name';

/** Block ids of the channel and the person that get invites without a linked person. */
export const UNADDRESSED = { channel: 'unaddressed-channel', person: 'unaddressed-person' } as const;

/** Slack's limit for the name that an admin gives. */
const NAME_LIMIT = 60;

/** The preset answers and the metadata of a set-up form. */
export interface SetUpStart {
  readonly form: SetUpForm;
  readonly name?: string;
  readonly answers: Answers;
  readonly metadata: string;
  /** The channel or person that gets invites without a linked person. */
  readonly unaddressedTo?: string;
}

/** Renders the set-up form of a source, preset without its secrets. */
export function setUpModal({ form, name, answers, metadata, unaddressedTo }: SetUpStart, words: Words): ModalView {
  const { plain: say } = words;
  const steps = form.steps.map((step) => section(localText(step, words)));
  return modal({
    callbackId: MODAL.connect,
    title: say('connect.title'),
    submit: say('connect.submit'),
    close: say('connect.cancel'),
    metadata,
    blocks: [
      { type: 'section', text: plain(localText(form.about, words)) },
      ...(name === undefined ? [] : [context(words.mrkdwn('connect.again', { name }))]),
      ...steps,
      line(
        NAME,
        { label: say('connect.name') },
        {
          max_length: NAME_LIMIT,
          placeholder: plain(say('connect.namePlaceholder'), 150),
          ...(name !== undefined && { initial_value: prefixOf(name, NAME_LIMIT) }),
        },
      ),
      ...form.fields.map((field) => fieldBlock(field, answers[field.name], words)),
      ...unaddressedFields(unaddressedTo, words),
    ],
  });
}

function unaddressedFields(now: string | undefined, { plain: say }: Words): KnownBlock[] {
  const person = now !== undefined && isPerson(now) ? now : undefined;
  const channel = now !== undefined && !person ? now : undefined;
  return [
    input(
      UNADDRESSED.channel,
      { label: say('connect.unaddressedChannel'), hint: say('connect.unaddressedChannelHint') },
      {
        type: 'conversations_select',
        action_id: VALUE,
        filter: { include: ['public', 'private'], exclude_bot_users: true },
        ...(channel && { initial_conversation: channel }),
      },
      true,
    ),
    input(
      UNADDRESSED.person,
      { label: say('connect.unaddressedPerson'), hint: say('connect.unaddressedPersonHint') },
      { type: 'users_select', action_id: VALUE, ...(person && { initial_user: person }) },
      true,
    ),
  ];
}

/** Reads the recipient of invites without a linked person. A form that lacks the fields keeps `now`. */
export function unaddressedIn(view: Submission['view'], now: string | undefined): string | undefined {
  if (!hasField(view, UNADDRESSED.channel) && !hasField(view, UNADDRESSED.person)) return now;
  return userIn(view, UNADDRESSED.person) ?? channelIn(view, UNADDRESSED.channel);
}

function fieldBlock(field: SetUpField, now: string | undefined, words: Words): KnownBlock {
  const { name, kind, label, hint, placeholder, optional, most = 500, options = [] } = field;
  const about = { label: localText(label, words), ...(hint && { hint: localText(hint, words) }) };
  if (kind === 'choice') {
    const shown = options.map((one): PlainTextOption => option(one.value, localText(one.label, words)));
    return choice(name, about, shown, shown.find(({ value }) => value === now) ?? shown[0]);
  }
  return input(
    name,
    about,
    {
      type: 'plain_text_input',
      action_id: VALUE,
      max_length: most,
      ...(placeholder && { placeholder: plain(localText(placeholder, words), 150) }),
      ...(now && kind !== 'secret' && { initial_value: now.slice(0, most) }),
    },
    optional,
  );
}

/** Reads the answers. A field that the payload lacks keeps its present value. */
export const answersIn = (view: Submission['view'], form: SetUpForm, now: Answers): Answers =>
  Object.fromEntries(
    form.fields.flatMap(({ name, kind }) => {
      const given = kind === 'choice' ? pickedIn(view, name)?.value : textIn(view, name);
      const value = given ?? now[name];
      return value === undefined ? [] : [[name, value]];
    }),
  );

/** The content of the modal for a saved connection. */
export interface SavedConnection {
  readonly id: string;
  readonly name: string;
  /** The source's answer. */
  readonly facts: readonly LocalText[];
  readonly copy: readonly ToCopy[];
  /** Set where Baton polls the source. */
  readonly polls?: true;
  /** Set where it is a removed connection again. */
  readonly isBack?: true;
  /** Set where decisions may still wait for another connection that was removed. */
  readonly othersAwaited?: true;
}

/** Shows what the source answered and what to copy to the vendor, once. */
export function connectedModal(saved: SavedConnection, words: Words): ModalView {
  const { id, name, facts, copy, polls, isBack, othersAwaited } = saved;
  const { plain: say, mrkdwn } = words;
  const answered = facts.map((fact): KnownBlock => ({ type: 'section', text: plain(localText(fact, words)) }));
  const toCopy = copy.flatMap(({ label, value }): KnownBlock[] => [
    { type: 'section', text: plain(localText(label, words)) },
    copyable(value),
  ]);
  const done = copy.length === 0 ? 'doneAlone' : polls ? 'doneAsked' : 'done';
  return modal({
    callbackId: SHOWN.notice,
    title: say('connect.title'),
    close: say('notice.close'),
    blocks: [
      section(mrkdwn(`connect.${done}`, { name })),
      ...toCopy,
      ...(copy.length > 0 ? [context(mrkdwn('connect.keep'))] : []),
      ...answered,
      ...(isBack ? [section(mrkdwn('connect.isBack'))] : []),
      ...(othersAwaited ? [section(mrkdwn('connect.awaited'))] : []),
      actions('connected', [
        button(ACTION.testConnection, say('connections.test'), id, { style: 'primary' }),
        button(ACTION.allConnections, say('connections.all'), 'all'),
      ]),
    ],
  });
}
