import type { KnownBlock, ModalView } from '@slack/types';
import { KEPT } from '../../../domain/model/limits.js';
import type { UnlinkedPeople } from '../../../domain/people/unlinked-people.js';
import { context, plain, section } from '../../blocks/blocks.js';
import { input, modal, VALUE } from '../../blocks/inputs.js';
import { pack } from '../../blocks/pack.js';
import { personListing, toldApart } from '../../parts/told-apart.js';
import { LOOKUP, MODAL } from '../../reply/ids.js';
import { refusalLine } from '../../words/refusal.js';
import { foreign } from '../../words/text.js';
import type { Words } from '../../words/words.js';

/** The fields, by the names of their blocks. */
export const FIELD = { member: 'member', person: 'person' } as const;

/**
 * Who on the marketplace has no member here; `unanswered` when the marketplace did not say, `tooLong` when its list has
 * no end, `unread` when not asked yet.
 */
export type Unlinked = UnlinkedPeople | 'unanswered' | 'tooLong' | 'unread';

/** Ties a member to a marketplace account by hand. */
export function linkModal(unlinked: Unlinked, words: Words): ModalView {
  const { plain: say } = words;
  const person = { label: say('link.person'), hint: say('link.personHint') };
  return modal({
    callbackId: MODAL.link,
    title: say('link.title'),
    submit: say('link.submit'),
    close: say('link.cancel'),
    blocks: [
      { type: 'section', text: plain(say('link.about')) },
      input(FIELD.member, { label: say('link.member') }, { type: 'users_select', action_id: VALUE }),
      input(
        FIELD.person,
        person,
        {
          type: 'external_select',
          action_id: LOOKUP.person,
          min_query_length: 0,
          placeholder: plain(say('link.pick'), 150),
        },
        true,
      ),
      ...waiting(unlinked, words),
    ],
  });
}

/** How long the line of a person may be. */
const LINE = 150;

/** At most this many sections of names. */
const SECTIONS = 5;

function waiting(unlinked: Unlinked, words: Words): KnownBlock[] {
  if (unlinked === 'unread') return [];
  if (unlinked === 'unanswered') return [context(words.mrkdwn('link.noAnswer'))];
  if (unlinked === 'tooLong') return [context(refusalLine('marketplace.tooLong', words))];
  return [
    ...names(unlinked, words),
    ...(unlinked.isCut ? [context(words.mrkdwn('link.cut', { most: most(words) }))] : []),
  ];
}

const most = ({ locale }: Words): string => new Intl.NumberFormat(locale).format(KEPT.people);

function names({ people }: UnlinkedPeople, { mrkdwn }: Words): KnownBlock[] {
  if (people.length === 0) return [context(mrkdwn('link.allLinked'))];
  const { blocks, left } = pack(
    toldApart(people.map(personListing), LINE).map((shown) => foreign(shown, LINE)),
    SECTIONS,
  );
  return [
    section(mrkdwn('link.unlinked')),
    ...blocks,
    ...(left ? [context(mrkdwn('link.more', { count: left }))] : []),
  ];
}
