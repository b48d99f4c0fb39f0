import type { listeners } from '../../src/slack/app/listeners.js';
import { LOOKUP, MODAL, SHORTCUT } from '../../src/slack/reply/action-ids.js';

/** Ids in the inputs: Ana's open invite, her accepted and handed-off one, her referral, relay and connection. */
export const INVITE = 'invite-of-ana';
export const HANDED_OFF = 'handed-off-by-ana';
export const REFERRAL = 'referral-of-ana';
export const RELAY = 'relay-of-ana';
const CONNECTION = 'connection-of-T1';

/** Every click, from a message and from the Home tab; what it carries is an invite unless it says otherwise. */
export const CLICKS: Readonly<Record<keyof typeof listeners.clicks, readonly string[]>> = {
  'open-job': [INVITE],
  'open-card': [INVITE],
  'open-add-invite': ['add'],
  'open-handoff-trouble': [HANDED_OFF],
  'open-correct-facts': [INVITE],
  'pick-colleague': [INVITE],
  'accept-invite': [INVITE],
  'decline-invite': [INVITE],
  'refer-invite': [INVITE],
  'refer-best-match': [`UBEN:${INVITE}`],
  'read-letter': [INVITE],
  'undo-referral': [REFERRAL],
  'confirm-handoff': [HANDED_OFF],
  'take-back-handoff': [HANDED_OFF],
  'ask-colleagues': [INVITE],
  'cancel-relay': [RELAY],
  'answer-ask-yes': [RELAY],
  'answer-ask-no': [RELAY],
  'open-connect': ['connect'],
  'add-connection': ['add'],
  'set-up-connection': [CONNECTION],
  'test-connection': [CONNECTION],
  'look-again-at-connection': [CONNECTION],
  'pause-connection': [CONNECTION],
  'resume-connection': [CONNECTION],
  'remove-connection': [CONNECTION],
  'show-connections': ['all'],
  'open-link': ['link'],
  'link-stranger': ['UBEN:p-ben'],
  'open-settings': ['settings'],
  'open-settings-subject': ['referring', 'channels'],
  'list-sent': ['sent'],
  'list-received': ['received'],
  'choose-span': ['week'],
  'filter-referrals': ['all', 'won'],
  'next-page': [new Date(0).toISOString()],
  'first-page': ['first'],
  'open-profile': ['profile'],
  'open-privacy': ['privacy'],
  'send-practice': ['practice'],
  'export-referrals': ['export-referrals'],
  'export-data': ['export-data'],
  'delete-data': ['delete-data'],
};

/** Everything that may follow the command. */
export const COMMANDS = [
  '',
  'demo',
  'add',
  'add https://www.upwork.com/jobs/~021955676437925687781',
  'team',
  'team week',
  'trend',
  'available',
  'available open',
  'skills',
  'skills a, b',
  'feedback well done',
  'help',
  'export',
  'privacy',
  'rotate',
  'connect',
  'link',
  'settings',
  '<@UBEN|ben>',
  'something else',
];

const option = (value: string) => ({ selected_option: { value, text: { type: 'plain_text', text: 'x' } } });
const text = (value: string) => ({ value: { value } });
export const picked = (value: string, lookUp: string) => ({ [lookUp]: option(value) });
const channel = (id: string) => ({ value: { selected_conversation: id } });

export const LOOK_UPS: Readonly<Record<keyof typeof listeners.lookUps, string>> = {
  [LOOKUP.colleague]: `colleague:${INVITE}`,
  [LOOKUP.asked]: `colleague:${INVITE}`,
  [LOOKUP.person]: 'person',
  [LOOKUP.timeZone]: 'zone',
};

/** The filled form of all settings. */
export const settings = {
  undo: text('60'),
  ask: text('30'),
  chain: text('2'),
  percent: text('100'),
  nudges: text('4'),
  channel: channel('C1'),
  feedback: channel('C2'),
};

/** Every form, filled in so that it gets as far as it can. */
export const FORMS: Readonly<Record<keyof typeof listeners.submissions, readonly object[]>> = {
  [MODAL.decline]: [{ reason: { value: option('other') } }],
  [MODAL.refer]: ['member:UBEN', 'member:UCLEO', 'person:p-x', 'address:ben@agency.example'].map((who) => ({
    [`colleague:${INVITE}`]: picked(who, LOOKUP.colleague),
    reason: { value: option('other') },
  })),
  [MODAL.ask]: [
    {
      [`colleague:${INVITE}`]: { [LOOKUP.asked]: { selected_options: [option('member:UBEN').selected_option] } },
      reason: { value: option('other') },
    },
  ],
  [MODAL.pasteInvite]: [{ paste: text('https://www.upwork.com/jobs/~021955676437925687781') }],
  [MODAL.addInvite]: [
    { title: text('Shop for lamps'), link: text(''), deadline: { value: { selected_date_time: 4_000_000_000 } } },
  ],
  [MODAL.handoffTrouble]: [{ why: { value: option('other') } }],
  [MODAL.correct]: [{ title: text('Shop for lamps'), budget: text('$500 fixed price') }],
  [MODAL.link]: [{ member: { value: { selected_user: 'UBEN' } }, person: picked('person:p-ben', LOOKUP.person) }],
  [MODAL.connect]: [
    { name: text('M'), url: text('https://market.example'), token: text('t'), path: { value: option('native') } },
  ],
  [MODAL.chooseSource]: [{ source: { value: option('vollna') } }],
  [MODAL.settings]: [settings],
  [MODAL.profile]: [{ time: { value: option('open') } }],
};

const user = { id: 'UBEN', team_id: 'T1', name: 'ben', profile: { real_name: 'Ben' } };

export const SHORTCUTS: Readonly<Record<keyof typeof listeners.shortcuts, object | undefined>> = {
  [SHORTCUT.add]: undefined,
  [SHORTCUT.addFromMessage]: { type: 'message', text: 'Shop for lamps' },
};

export const EVENTS: Readonly<Record<keyof typeof listeners.events, readonly object[]>> = {
  app_home_opened: [{ user: 'UANA', tab: 'home' }, { user: 'UNEW' }],
  app_uninstalled: [{}],
  tokens_revoked: [{ tokens: { bot: ['UBOT'] } }],
  team_join: [{ user }],
  user_change: [{ user }],
};

/** The metadata of a form: what it was opened for. */
export function metadataOf(form: string): object {
  if (form === MODAL.connect) return { source: 'contract', connectionId: CONNECTION };
  return { inviteId: form === MODAL.handoffTrouble ? HANDED_OFF : INVITE };
}
