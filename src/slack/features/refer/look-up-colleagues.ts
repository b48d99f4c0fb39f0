import type { OptionGroup, PlainTextOption } from '@slack/types';
import type { RefusalCode } from '../../../domain/model/errors.js';
import type { Person } from '../../../domain/model/person/person.js';
import { type Colleagues, findColleagues, type Offered } from '../../../domain/referring/find-colleagues.js';
import { plain } from '../../blocks/blocks.js';
import { OPTION_TEXT, option } from '../../blocks/inputs.js';
import { encodeColleague, inviteIn } from '../../parts/colleague-picker.js';
import { colleagueListing, distinguish, personListing } from '../../parts/distinguish-names.js';
import { matchReasonsLine } from '../../parts/match-reasons-line.js';
import type { OnLookUp, Options } from '../../reply/request-context.js';
import { refusalText } from '../../words/refusal-text.js';
import type { Words } from '../../words/words.js';

/** Slack's limit of options over all groups. */
const OPTIONS = 100;

/** The value of an option that is only a hint: it decodes to null. */
const NOBODY = 'nobody';

/** Looks colleagues up while a name is typed. */
export const lookUpColleagues: OnLookUp = async ({ ports, by, say, query, blockId, ack }) => {
  await ack(colleagueOptions(await findColleagues(ports, by, inviteIn(blockId), query), say));
};

/** Looks colleagues up among members alone: only they can be asked. */
export const lookUpAsked: OnLookUp = async ({ ports, by, say, query, blockId, ack }) => {
  const { team } = await findColleagues(ports, by, inviteIn(blockId), query);
  await ack(colleagueOptions({ team, people: [], trouble: false }, say));
};

/** Groups colleagues for the picker: at most 100 options, or a hint when there are none. */
export function colleagueOptions(colleagues: Colleagues, words: Words): Options {
  const { team, people, unknownAddress, uncheckedAddress, trouble } = colleagues;
  const { plain: say } = words;
  const shown = distinguish([...team.map(colleagueListing), ...people.map(personListing)], OPTION_TEXT);
  const members = team.flatMap(({ slackUserId, why, whyNot }, at) =>
    choose(
      encodeColleague({ kind: 'member', slackUserId }),
      shown[at] ?? '',
      whyNotText(whyNot, words) ?? matchReasonsLine(why, words),
    ),
  );
  const found = people.flatMap((person, at) => personOption(person, shown[team.length + at] ?? '', words));
  const groups = [
    group(say('refer.team'), members.slice(0, OPTIONS - 2)),
    group(say('refer.market'), found.slice(0, Math.max(0, OPTIONS - members.length - 2))),
    addressGroup('unknownAddress', unknownAddress, words),
    addressGroup('uncheckedAddress', uncheckedAddress, words),
    trouble ? group(say('refer.trouble'), [option(NOBODY, say('refer.troubleHint'))]) : [],
  ].flat();
  const none = group(say('refer.nobody'), [option(NOBODY, say('refer.nobodyHint'))]);
  return { option_groups: groups.length ? groups : none };
}

/** Returns the text of the refusal that would follow if this colleague were picked; undefined where none would. */
const whyNotText = (code: RefusalCode | null, words: Words): string | undefined =>
  code ? refusalText({ code, params: {} }, words) : undefined;

const personOption = ({ id, title, whyNot }: Offered<Person>, shown: string, words: Words): PlainTextOption[] =>
  choose(encodeColleague({ kind: 'person', personId: id }), shown, whyNotText(whyNot, words) ?? title);

/**
 * Creates the group for a typed address that is nobody's: picking an unknown address is refused, picking an unchecked
 * one is accepted.
 */
const addressGroup = (
  kind: 'unknownAddress' | 'uncheckedAddress',
  address: string | undefined,
  { plain: say }: Words,
): OptionGroup[] =>
  address === undefined
    ? []
    : group(say(`refer.${kind}`), [
        option(encodeColleague({ kind: 'address', address }) ?? NOBODY, address, say(`refer.${kind}Hint`)),
      ]);

const choose = (value: string | undefined, name: string, about?: string): PlainTextOption[] =>
  value ? [option(value, name, about)] : [];

const group = (label: string, options: PlainTextOption[]): OptionGroup[] =>
  options.length ? [{ label: plain(label, 75), options }] : [];
