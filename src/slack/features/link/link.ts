import type { KnownBlock, ModalView } from '@slack/types';
import { refreshHome } from '../../../domain/ensuring-messages/refresh-home.js';
import { KEPT } from '../../../domain/model/stored-size-limits.js';
import type { LinkSuggestion } from '../../../domain/model/views/home-content.js';
import { type Linking, linkableMember, linkMember } from '../../../domain/people/link-member.js';
import { searchAgencyPeople } from '../../../domain/people/search-agency-people.js';
import { suggestLink } from '../../../domain/people/suggest-member-links.js';
import { type UnlinkedPeople, unlinkedPeople } from '../../../domain/people/unlinked-people.js';
import { requireLinking } from '../../../domain/permissions/require-linking.js';
import { context, plain, section } from '../../blocks/blocks.js';
import { input, modal, OPTION_TEXT, option, VALUE } from '../../blocks/inputs.js';
import { packLines } from '../../blocks/pack-lines.js';
import { decodeColleague, encodeColleague } from '../../parts/colleague-picker.js';
import { colleagueListing, distinguish, type Listing, personListing } from '../../parts/distinguish-names.js';
import { decodeLink, personToLink } from '../../parts/link-person-button.js';
import { LOOKUP, MODAL } from '../../reply/action-ids.js';
import { hasField, pickedIn, userIn } from '../../reply/form-values.js';
import { noticeModal } from '../../reply/notice-modal.js';
import type { ModalOpening, OnClick, OnLookUp, OnSubmission } from '../../reply/request-context.js';
import { knownName } from '../../words/erased-names.js';
import { refusalLine } from '../../words/refusal-text.js';
import { untrustedMrkdwn } from '../../words/truncate-and-escape.js';
import type { Words } from '../../words/words.js';

/** Block ids of the fields. */
export const FIELD = { member: 'member', person: 'person' } as const;

/**
 * Marketplace accounts without a linked member. `unanswered`: the marketplace did not answer. `tooLong`: its list is
 * too long. `unread`: it was not asked yet.
 */
export type Unlinked = UnlinkedPeople | 'unanswered' | 'tooLong' | 'unread';

/** The person and the member with whom the form is filled. */
type Suggested = { readonly [Part in keyof LinkSuggestion]?: LinkSuggestion[Part] | undefined };

/** Renders the form that links a member to a marketplace account. @param suggested the link that is filled in */
export function linkModal(unlinked: Unlinked, words: Words, suggested?: Suggested | null): ModalView {
  const { plain: say } = words;
  const { person: account, member } = suggested ?? {};
  const value = account && encodeColleague({ kind: 'person', personId: account.id });
  const person = { label: say('link.person'), hint: say('link.personHint') };
  return modal({
    callbackId: MODAL.link,
    title: say('link.title'),
    submit: say('link.submit'),
    close: say('link.cancel'),
    blocks: [
      { type: 'section', text: plain(say('link.about')) },
      input(
        FIELD.member,
        { label: say('link.member') },
        {
          ...{ type: 'users_select', action_id: VALUE },
          ...(member && { initial_user: member.slackUserId }),
        },
      ),
      input(
        FIELD.person,
        person,
        {
          type: 'external_select',
          action_id: LOOKUP.person,
          min_query_length: 0,
          placeholder: plain(say('link.pick'), 150),
          ...(value && { initial_option: option(value, account.name) }),
        },
        true,
      ),
      ...waiting(unlinked, words),
    ],
  });
}

/** The length of an account's line, in characters. */
const LINE = 150;

/** The length of a name among others on one line, in characters. */
const NAME = 60;

/** The number of sections for names. */
const SECTIONS = 5;

function waiting(unlinked: Unlinked, words: Words): KnownBlock[] {
  if (unlinked === 'unread') return [];
  if (unlinked === 'unanswered') return [context(words.mrkdwn('link.noAnswer'))];
  if (unlinked === 'tooLong') return [context(refusalLine('marketplace.tooLong', words))];
  return [
    ...shared(unlinked, words),
    ...names(unlinked, words),
    ...(unlinked.isCut ? [context(words.mrkdwn('link.cut', { most: most(words) }))] : []),
  ];
}

const most = ({ locale }: Words): string => new Intl.NumberFormat(locale).format(KEPT.people);

/** The most people of one email address who are named on a line. */
const SHARING = 5;

const namesOf = (people: readonly Listing[]): string[] => distinguish(people.slice(0, SHARING), NAME);

/** Names the people who are linked to nobody since they share an email address. */
function shared({ shared: addresses = [] }: UnlinkedPeople, { mrkdwn }: Words): KnownBlock[] {
  if (addresses.length === 0) return [];
  const lines = addresses.map(({ email, people, members }) =>
    mrkdwn('link.sharedLine', {
      email,
      people: namesOf(people.map(personListing)).join(', '),
      members: namesOf(members.map(colleagueListing)).join(', '),
    }),
  );
  const { blocks, left } = packLines(lines, 1);
  return [section(mrkdwn('link.shared')), ...blocks, ...(left ? [context(mrkdwn('link.more', { count: left }))] : [])];
}

function names({ people }: UnlinkedPeople, { mrkdwn }: Words): KnownBlock[] {
  if (people.length === 0) return [context(mrkdwn('link.allLinked'))];
  const { blocks, left } = packLines(
    distinguish(people.map(personListing), LINE).map((shown) => untrustedMrkdwn(shown, LINE)),
    SECTIONS,
  );
  return [
    section(mrkdwn('link.unlinked')),
    ...blocks,
    ...(left ? [context(mrkdwn('link.more', { count: left }))] : []),
  ];
}

/** The person or the member whom the form then names. */
interface Named {
  readonly personId?: string | undefined;
  readonly memberId?: string | undefined;
}

/** Opens the form at once, and adds the names when the marketplace has answered: Slack waits three seconds. */
export async function openLink(
  { ports, by, say, client, ack }: ModalOpening,
  triggerId: string,
  { personId, memberId }: Named = {},
): Promise<void> {
  await requireLinking(ports, by);
  const member = memberId === undefined ? undefined : await linkableMember(ports, by, memberId);
  await ack();
  const suggested = personId === undefined ? { member } : await suggestLink(ports, by.tenantId, personId);
  const { view } = await client.views.open({ trigger_id: triggerId, view: linkModal('unread', say, suggested) });
  const unlinked = await unlinkedPeople(ports, by.tenantId);
  if (view?.id) await client.views.update({ view_id: view.id, view: linkModal(unlinked, say, suggested) });
}

/** Opens the form from the Home, a card or another message. */
export const clickLink: OnClick = (click) =>
  openLink(click, click.body.trigger_id, { personId: personToLink(click.id) });

/** Links a person to the member whom the Home suggests, and shows the Home without them. */
export const clickLinkStranger: OnClick = async ({ ports, by, id, ack }) => {
  await ack();
  const { slackUserId, personId } = decodeLink(id);
  await linkMember(ports, by, slackUserId, personId);
  await refreshHome(ports, by.tenantId, by.slackUserId);
};

/** Links the member; an empty account unlinks them. A payload that lacks the account's field changes nothing. */
export const submitLink: OnSubmission = async ({ ports, by, say, view, ack }) => {
  const chosen = pickedIn(view, FIELD.person, LOOKUP.person);
  const picked = decodeColleague(chosen);
  const isUnclear = chosen ? !picked : !hasField(view, FIELD.person, LOOKUP.person);
  if (isUnclear) return ack({ response_action: 'errors', errors: { [FIELD.person]: say.plain('link.pick') } });
  const personId = picked?.kind === 'person' ? picked.personId : null;
  const linking = await linkMember(ports, by, userIn(view, FIELD.member) ?? '', personId);
  await ack({ response_action: 'update', view: noticeModal(say, doneText(linking, say)) });
};

/** Confirms the link, and names the account that it replaced, in case that one was right. */
function doneText({ member, added, before }: Linking, say: Words): string {
  const name = knownName(member.name, say);
  if (!added) return say.plain('link.unlinkedNow', { name });
  if (!before) return say.plain('link.linked', { name, person: added.name });
  return say.plain('link.relinked', { name, person: added.name, before: before.name });
}

/** Slack's limit of options. */
const OPTIONS = 100;

/** Looks the agency's accounts up by name or email address; says which are linked already. */
export const lookUpPeople: OnLookUp = async ({ ports, by, say, query, ack }) => {
  const people = await searchAgencyPeople(ports, by, query);
  const shown = distinguish(people.map(personListing), OPTION_TEXT);
  const options = people.flatMap(({ id, email, holder }, at) => {
    const value = encodeColleague({ kind: 'person', personId: id });
    const about = holder === undefined ? email : say.plain('link.taken', { name: knownName(holder, say) });
    return value ? [option(value, shown[at] ?? '', about)] : [];
  });
  await ack({ options: options.slice(0, OPTIONS) });
};
