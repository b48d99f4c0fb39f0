import type { InputBlock } from '@slack/types';
import { input, type Label, line, VALUE } from '../blocks/inputs.js';
import { truncate } from '../words/truncate-and-escape.js';
import type { Words } from '../words/words.js';

/** Block ids of the fields that several forms about an invitation have. */
export const INVITATION_FIELD = { title: 'title', deadline: 'deadline' } as const;

/** Slack's limit for a text field, in characters. */
export const LONGEST_TEXT = 3000;

/** The longest title in a form, in characters. */
export const LONGEST_TITLE = 200;

const optional = (block: InputBlock): InputBlock => ({ ...block, optional: true });

const preset = (text: string | undefined, most: number) => ({
  max_length: most,
  ...(text && { initial_value: truncate(text, most) }),
});

/** Creates a field for the job's title, which nobody may leave empty. */
export const titleField = (title: string | undefined, { plain: say }: Words): InputBlock =>
  line(INVITATION_FIELD.title, { label: say('add.job') }, preset(title, LONGEST_TITLE));

/** Creates a text field that may be left empty. */
export const optionalLine = (
  blockId: string,
  label: Label,
  text: string | undefined,
  most: number,
  more: { readonly multiline?: true } = {},
): InputBlock => optional(line(blockId, label, { ...more, ...preset(text, most) }));

/** Creates a field for the moment until which to answer. */
export const deadlineField = (expiresAt: Date | undefined, { plain: say }: Words): InputBlock =>
  input(
    INVITATION_FIELD.deadline,
    { label: say('add.deadline'), hint: say('add.deadlineHint') },
    { type: 'datetimepicker', action_id: VALUE, ...(expiresAt && { initial_date_time: seconds(expiresAt) }) },
    true,
  );

const seconds = (at: Date): number => Math.floor(at.getTime() / 1000);
