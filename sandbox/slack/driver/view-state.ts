import type { Json } from '../emulator/json.js';
import { elementsOf } from './find-elements.js';

/** Entered values by block id and action id. */
export type EnteredValues = Record<string, Record<string, Json>>;

/** The field of the value and the field of the initial value, by element type. */
const FIELDS: Readonly<Record<string, readonly [value: string, initial: string]>> = {
  plain_text_input: ['value', 'initial_value'],
  email_text_input: ['value', 'initial_value'],
  url_text_input: ['value', 'initial_value'],
  number_input: ['value', 'initial_value'],
  rich_text_input: ['rich_text_value', 'initial_value'],
  static_select: ['selected_option', 'initial_option'],
  external_select: ['selected_option', 'initial_option'],
  radio_buttons: ['selected_option', 'initial_option'],
  users_select: ['selected_user', 'initial_user'],
  conversations_select: ['selected_conversation', 'initial_conversation'],
  channels_select: ['selected_channel', 'initial_channel'],
  datepicker: ['selected_date', 'initial_date'],
  timepicker: ['selected_time', 'initial_time'],
  datetimepicker: ['selected_date_time', 'initial_date_time'],
  checkboxes: ['selected_options', 'initial_options'],
  multi_static_select: ['selected_options', 'initial_options'],
  multi_external_select: ['selected_options', 'initial_options'],
  multi_users_select: ['selected_users', 'initial_users'],
  multi_conversations_select: ['selected_conversations', 'initial_conversations'],
  multi_channels_select: ['selected_channels', 'initial_channels'],
};

/** Returns the value field of an element type; undefined for an element without a value, such as a button. */
export const valueField = (type: unknown): string | undefined => FIELDS[String(type)]?.[0];

function initialValue(element: Json): Json | undefined {
  const fields = FIELDS[String(element.type)];
  if (!fields) return undefined;
  const [value, initial] = fields;
  return { type: element.type, [value]: element[initial] ?? (value.endsWith('s') ? [] : null) };
}

/** Builds `state.values` as Slack does: the entered value, else the initial value, else an empty one. */
export function stateValues(blocks: unknown, entered: EnteredValues): EnteredValues {
  const values: EnteredValues = {};
  for (const { blockId, element } of elementsOf(blocks)) {
    const actionId = String(element.action_id);
    const value = entered[blockId]?.[actionId] ?? initialValue(element);
    if (value) values[blockId] = { ...values[blockId], [actionId]: value };
  }
  return values;
}

const isEmpty = (value: Json | undefined) =>
  Object.entries(value ?? {}).every(
    ([name, content]) => name === 'type' || content === null || content === '' || (content as unknown[]).length === 0,
  );

/** Lists the action ids of required inputs that are empty. Slack does not submit a modal that has any. */
export function unfilled(blocks: unknown, values: EnteredValues): string[] {
  return elementsOf(blocks)
    .filter(({ block }) => block.type === 'input' && !block.optional)
    .filter(({ blockId, element }) => isEmpty(values[blockId]?.[String(element.action_id)]))
    .map(({ element }) => String(element.action_id));
}
