import type { OptionGroup, PlainTextOption } from '@slack/types';
import { type Colleagues, findColleagues } from '../../domain/referral/find-colleagues.js';
import type { OnLookUp, Options } from '../asked.js';
import { plain } from '../blocks/blocks.js';
import { option } from '../blocks/inputs.js';
import type { Words } from '../words/words.js';
import { encodeColleague } from './colleague.js';

/** Slack's limit over all groups. */
const OPTIONS = 100;

/** An option that only says something: it decodes to nobody. */
const NOBODY = 'nobody';

/** The picker's two groups, while a name is typed. */
export const lookUpColleagues: OnLookUp = async ({ ports, by, say, query, blockId, ack }) => {
  const inviteId = blockId.replace(/^colleague:/, '');
  await ack(colleagueOptions(await findColleagues(ports, by, inviteId, query), say));
};

/** The groups that the picker shows: at most 100 options, and a note where there is nothing to show. */
export function colleagueOptions({ team, people, trouble }: Colleagues, { plain: say }: Words): Options {
  const members = team.flatMap(({ slackUserId, name }) =>
    choose(encodeColleague({ kind: 'member', slackUserId }), name),
  );
  const found = people.flatMap(({ id, name, title }) =>
    choose(encodeColleague({ kind: 'person', personId: id, name }), name, title),
  );
  const groups = [
    group(say('refer.team'), members.slice(0, OPTIONS)),
    group(say('refer.market'), found.slice(0, Math.max(0, OPTIONS - members.length - 1))),
    trouble ? group(say('refer.trouble'), [option(NOBODY, say('refer.troubleHint'))]) : [],
  ].flat();
  const none = group(say('refer.nobody'), [option(NOBODY, say('refer.nobodyHint'))]);
  return { option_groups: groups.length ? groups : none };
}

const choose = (value: string | undefined, name: string, title?: string): PlainTextOption[] =>
  value ? [option(value, name, title)] : [];

const group = (label: string, options: PlainTextOption[]): OptionGroup[] =>
  options.length ? [{ label: plain(label, 75), options }] : [];
