import type { ViewOutput } from '@slack/bolt';
import type { PlainTextOption } from '@slack/types';
import { slackTime } from '../api/slack-time.js';
import { VALUE } from '../blocks/inputs.js';
import { type Parts, partsOf } from './validate-payload.js';

/** A view, or a message with inputs. */
type State = { readonly state?: unknown };
type Value = ViewOutput['state']['values'][string][string];

/**
 * Returns the value of a field; undefined where the payload lacks the field, or it has not the form of Slack's fields.
 */
function valueIn({ state }: State, blockId: string, action: string): Value | undefined {
  const value = partsOf(partsOf(partsOf(partsOf(state)?.values)?.[blockId])?.[action]);
  return value && isField(value) ? (value as unknown as Value) : undefined;
}

const TEXTS = ['value', 'selected_user', 'selected_conversation', 'selected_date'];

function isField(value: Parts): boolean {
  const { selected_option: option, selected_options: options, selected_users: users, selected_date_time: time } = value;
  return (
    TEXTS.every((name) => isAbsent(value[name]) || typeof value[name] === 'string') &&
    (isAbsent(time) || Number.isSafeInteger(time)) &&
    (isAbsent(option) || isOption(option)) &&
    (isAbsent(options) || (Array.isArray(options) && options.every(isOption))) &&
    (isAbsent(users) || (Array.isArray(users) && users.every((user) => typeof user === 'string')))
  );
}

const isAbsent = (value: unknown): boolean => value === undefined || value === null;

/** Tells whether the value is an option with an id and a text. */
const isOption = (value: unknown): value is PlainTextOption => {
  const option = partsOf(value);
  return typeof option?.value === 'string' && typeof partsOf(option.text)?.text === 'string';
};

/** Tells whether the payload has the field, filled in or emptied. A field that it lacks keeps its value. */
export const hasField = (view: State, blockId: string, action = VALUE): boolean =>
  Boolean(valueIn(view, blockId, action));

/** Reads a text field; undefined when it is empty. */
export const textIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.value?.trim() || undefined;

/** Reads the picked option. */
export const pickedIn = (view: State, blockId: string, action = VALUE) =>
  valueIn(view, blockId, action)?.selected_option ?? undefined;

/** Reads the picked options in their order. */
export const allPickedIn = (view: State, blockId: string, action = VALUE) =>
  valueIn(view, blockId, action)?.selected_options ?? [];

/** Reads the picked member. */
export const userIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_user ?? undefined;

/** Reads the picked channel. */
export const channelIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_conversation ?? undefined;

/** Reads the picked day, `2026-12-01`. */
export const dateIn = (view: State, blockId: string, action = VALUE): string | undefined =>
  valueIn(view, blockId, action)?.selected_date ?? undefined;

/** Reads the picked instant. */
export const instantIn = (view: State, blockId: string, action = VALUE): Date | undefined =>
  slackTime(valueIn(view, blockId, action)?.selected_date_time);

/** Reads the values of the ticked checkboxes. */
export const tickedIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_options?.map(({ value }) => value ?? '') ?? [];

/** Reads the picked members. */
export const usersIn = (view: State, blockId: string, action = VALUE): string[] =>
  valueIn(view, blockId, action)?.selected_users ?? [];
