import { createHash } from 'node:crypto';
import type { ModalView } from '@slack/types';
import { correctFacts, prepareCorrection, type WrittenCorrections } from '../../../domain/deciding/correct-facts.js';
import type { Invite } from '../../../domain/model/invite/invite.js';
import { section } from '../../blocks/blocks.js';
import { checkboxes, input, modal, option } from '../../blocks/inputs.js';
import {
  deadlineField,
  INVITATION_FIELD,
  LONGEST_TEXT,
  LONGEST_TITLE,
  optionalLine,
  titleField,
} from '../../parts/invitation-fields.js';
import { budgetText } from '../../parts/job-facts.js';
import { MODAL } from '../../reply/action-ids.js';
import { allPickedIn, hasField, instantIn, textIn } from '../../reply/form-values.js';
import { parseJson, readOrigin } from '../../reply/modal-metadata.js';
import type { OnClick, OnSubmission, Submission } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { truncate } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';
import { skillsIn } from '../profile/parse-skills.js';

/** Block ids of the fields. */
const FIELD = {
  ...INVITATION_FIELD,
  skills: 'skills',
  budget: 'budget',
  client: 'client',
  country: 'country',
  private: 'private',
} as const;

type Field = keyof typeof FIELD;

/** The longest text of a short field, in characters. */
const SHORT = 200;

/**
 * Renders the form, filled with the present facts. The deadline that has ended an invite is left out: without another
 * one the invite opens again, too.
 */
export function correctionModal(invite: Invite, words: Words): ModalView {
  const { plain: say, mrkdwn } = words;
  const shown = shownOf(invite, words);
  const isOpen = invite.status === 'open';
  const budget = {
    label: say('correct.budget'),
    hint: say(`correct.budgetHint.${invite.job.budget?.kind ?? 'unknown'}`),
  };
  const skills = { label: say('correct.skills'), hint: say('correct.skillsHint') };
  return modal({
    callbackId: MODAL.correct,
    title: say('correct.title'),
    submit: say('correct.submit'),
    close: say('correct.cancel'),
    metadata: writeMarks(invite.id, shown),
    blocks: [
      section(mrkdwn(isOpen ? 'correct.about' : 'correct.aboutEnded')),
      titleField(shown.title, words),
      optionalLine(FIELD.budget, budget, shown.budget, SHORT),
      optionalLine(FIELD.skills, skills, shown.skills, LONGEST_TEXT),
      input(FIELD.private, { label: say('correct.private') }, privateBox(invite, words), true),
      optionalLine(FIELD.client, { label: say('correct.client') }, shown.client, SHORT),
      optionalLine(FIELD.country, { label: say('correct.country') }, shown.country, SHORT),
      deadlineField(isOpen ? invite.expiresAt : undefined, words),
    ],
  });
}

const privateBox = ({ job }: Invite, { plain: say }: Words) =>
  checkboxes(
    ['private'],
    (value) => option(value, say('correct.isPrivate')),
    () => job.private === true,
  );

type Shown = Readonly<Record<Field, string>>;

/**
 * Returns the text that each field shows. Of the skills it shows as many whole ones as fit, since a cut name would be
 * stored as a skill.
 */
function shownOf({ job, client, expiresAt }: Invite, words: Words): Shown {
  const skills = job.skills.reduce((list, skill) => {
    const longer = list ? `${list}, ${skill}` : skill;
    return longer.length <= LONGEST_TEXT ? longer : list;
  }, '');
  return {
    title: truncate(job.title, LONGEST_TITLE).trim(),
    budget: job.budget ? budgetText(job.budget, words) : '',
    skills,
    client: truncate(client.name ?? '', SHORT),
    country: truncate(client.country ?? '', SHORT),
    deadline: minuteOf(expiresAt),
    private: job.private ? 'private' : '',
  };
}

/** Returns a time without its seconds, which Slack's picker lacks. */
const minuteOf = (at: Date | undefined): string => (at ? String(Math.floor(at.getTime() / 60_000)) : '');

/**
 * Returns the digest of a field's content, so that an unchanged field is no correction. Line breaks in a field of one
 * line count as spaces.
 */
const markOf = (text: string): string =>
  createHash('sha256').update(text.replace(/\s+/g, ' ').trim()).digest('base64url').slice(0, 12);

const writeMarks = (inviteId: string, shown: Shown): string =>
  JSON.stringify({
    inviteId,
    marks: Object.fromEntries(Object.entries(shown).map(([field, text]) => [field, markOf(text)])),
  });

/** Opens the form from the card. */
export const openCorrection: OnClick = async ({ ports, by, say, client, body, id, ack }) => {
  await ack();
  const invite = await prepareCorrection(ports, by, id);
  await client.views.open({ trigger_id: body.trigger_id, view: correctionModal(invite, say) });
};

/** Corrects what the person has changed in the form; a job edits the cards. */
export const submitCorrection: OnSubmission = async ({ ports, by, view, ack }) => {
  const { inviteId } = readOrigin(view.private_metadata);
  await correctFacts(ports, by, inviteId, changesIn(view));
  await ack();
};

/** Reads the fields whose content was changed. */
function changesIn(view: Submission['view']): WrittenCorrections {
  const marks = partsOf(partsOf(parseJson(view.private_metadata))?.marks) ?? {};
  const isChanged = (field: Field, text: string) => hasField(view, field) && marks[field] !== markOf(text);
  const changed = (field: Field) => isChanged(field, textIn(view, field) ?? '');
  const expiresAt = instantIn(view, FIELD.deadline);
  const [isPrivate] = allPickedIn(view, FIELD.private);
  return {
    ...(changed('title') && { title: textIn(view, FIELD.title) ?? '' }),
    ...(changed('budget') && { budget: textIn(view, FIELD.budget) }),
    ...(changed('skills') && { skills: skillsIn(textIn(view, FIELD.skills) ?? '') }),
    ...(changed('client') && { name: textIn(view, FIELD.client) }),
    ...(changed('country') && { country: textIn(view, FIELD.country) }),
    ...(isChanged('private', isPrivate?.value ?? '') && { private: isPrivate !== undefined }),
    ...(isChanged('deadline', minuteOf(expiresAt)) && { expiresAt }),
  };
}
