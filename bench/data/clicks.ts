import type { Invite } from '../../src/domain/model/invite/invite.js';
import { declineModal, MESSAGE } from '../../src/slack/features/decline/decline.js';
import { inviteCard } from '../../src/slack/features/invite-card/invite-card.js';
import { referModal } from '../../src/slack/features/refer/refer.js';
import { pickerBlock } from '../../src/slack/parts/colleague-picker.js';
import { REASON } from '../../src/slack/parts/decline-reasons.js';
import { NOTE_TO_CLIENT, NOTE_TO_COLLEAGUE } from '../../src/slack/parts/referral-notes.js';
import { ACTION, LOOKUP } from '../../src/slack/reply/action-ids.js';
import { writeOrigin } from '../../src/slack/reply/modal-metadata.js';
import { createWords } from '../../src/slack/words/words.js';
import { type BenchRequest, signedPayload } from '../load/send-request.js';
import type { Database } from './database.js';
import { inviteOf } from './invites.js';
import { loadDocuments, stored } from './load-documents.js';
import { MEMBERS, nameOf, TENANT, userId } from './people.js';

const words = createWords({ command: '/referrals', faqUrl: 'https://market.example/faq' })('en');

const REASONS = [{ id: 'busy', text: 'Too busy' }];
const BUSY = { selected_option: { value: 'busy', text: { type: 'plain_text', text: 'Too busy' } } };

const place = { id: TENANT, domain: 'bench' };

const whoOf = (member: number) => ({
  team: place,
  user: { id: userId(member), username: nameOf(member), name: nameOf(member), team_id: TENANT },
  api_app_id: 'ABENCH',
  token: 'unused',
  trigger_id: '1.2.3',
  enterprise: null,
  is_enterprise_install: false,
});

const typed = (value: string) => ({ value: { type: 'plain_text_input', value } });

function submission(member: number, view: object, values: object) {
  const more = { id: 'VBENCH', team_id: TENANT, app_id: 'ABENCH', hash: '1.abc', root_view_id: 'VBENCH' };
  const shown = { ...view, ...more, bot_id: 'BBENCH', previous_view_id: null, app_installed_team_id: TENANT };
  return { type: 'view_submission', ...whoOf(member), view: { ...shown, state: { values } }, response_urls: [] };
}

/** Builds Slack's payload for a member's action on an invite. */
export type Click = (invite: Invite, member: number) => object;

/** Submits the *Decline* modal with a reason and a message. */
export const declined: Click = (invite, member) => {
  const origin = writeOrigin({ inviteId: invite.id, fromHome: false });
  return submission(member, declineModal({ invite, reasons: REASONS }, origin, words), {
    [REASON]: { value: { type: 'static_select', ...BUSY } },
    [MESSAGE]: typed('Thank you, I am booked until spring.'),
  });
};

const after = (member: number): number => (member + 1) % MEMBERS;

/** The option of the next member in a picker. */
const next = (member: number) => ({
  value: `member:${userId(after(member))}`,
  text: { type: 'plain_text', text: nameOf(after(member)) },
});

/** Submits the *Refer* modal, for the next member. */
export const referred: Click = (invite, member) => {
  const metadata = writeOrigin({ inviteId: invite.id, fromHome: false });
  return submission(
    member,
    referModal({ invite, reasons: REASONS, picked: undefined, undoSeconds: 60, metadata }, words),
    {
      [pickerBlock(invite.id)]: { [LOOKUP.colleague]: { type: 'external_select', selected_option: next(member) } },
      [REASON]: { value: { type: 'static_select', ...BUSY } },
      [NOTE_TO_COLLEAGUE]: typed('This is right up your street.'),
      [NOTE_TO_CLIENT]: typed('She has built three of these.'),
    },
  );
};

const PICKER = { type: 'external_select', action_id: LOOKUP.colleague };

const cardOf = (invite: Invite) => {
  const nothing = {
    referral: null,
    relay: null,
    whyNotRefer: null,
    whyNotAsk: null,
    onward: [],
    unlinked: false,
  } as const;
  const card = inviteCard({ kind: 'invite-card', invite, ...nothing }, words);
  return {
    container: { type: 'message', message_ts: '1.2', channel_id: 'DBENCH', is_ephemeral: false },
    channel: { id: 'DBENCH', name: 'directmessage' },
    message: { type: 'message', user: 'UBOT', ts: '1.2', bot_id: 'BBENCH', ...card },
  };
};

/** Presses a button on the card; where a colleague can be picked, the next member is. */
export const pressed =
  (action: string): Click =>
  (invite, member) => ({
    type: 'block_actions',
    ...whoOf(member),
    ...cardOf(invite),
    state: {
      values: { [pickerBlock(invite.id)]: { [LOOKUP.colleague]: { ...PICKER, selected_option: next(member) } } },
    },
    response_url: 'https://hooks.slack.example/actions/1',
    actions: [
      {
        action_id: action,
        block_id: 'decide',
        type: 'button',
        value: invite.id,
        text: { type: 'plain_text', text: 'Press' },
        action_ts: '1.3',
      },
    ],
  });

/** Presses *Accept* on the card. */
export const accepted: Click = pressed(ACTION.accept);

/** Types a name into the picker on the card. */
export const lookedUp: Click = (invite, member) => ({
  type: 'block_suggestion',
  ...whoOf(member),
  ...cardOf(invite),
  action_id: LOOKUP.colleague,
  block_id: pickerBlock(invite.id),
  value: nameOf(after(member)),
});

let made = 0;

/** Prepares `count` signed clicks, each on an open invite of its own, and inserts the invites. */
export async function prepareClicks(
  { collection }: Database,
  click: Click,
  count: number,
  signingSecret: string,
): Promise<BenchRequest[]> {
  const round = made++;
  const invites = Array.from({ length: count }, (_, number) => inviteOf(`${round}-${number}`, number % MEMBERS));
  await loadDocuments(collection('invites'), invites.map(stored));
  return invites.map((invite, number) => ({
    ...signedPayload(signingSecret, click(invite, number % MEMBERS)),
    about: invite.id,
  }));
}
