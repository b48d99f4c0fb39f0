/**
 * The names that views and listeners share: what is rendered under one of them must be listened to under the same.
 * Messages that were posted before a release carry the old names, so a name once given out stays.
 */
export const ACTION = {
  openJob: 'open-job',
  accept: 'accept-invite',
  decline: 'decline-invite',
  refer: 'refer-invite',
  pickColleague: 'pick-colleague',
  letter: 'read-letter',
  undo: 'undo-referral',
  handedOff: 'confirm-handoff',
  takeBack: 'take-back-handoff',
  ask: 'ask-colleagues',
  stopAsking: 'cancel-relay',
  answerYes: 'answer-ask-yes',
  answerNo: 'answer-ask-no',
  connect: 'open-connect',
  link: 'open-link',
  settings: 'open-settings',
  listSent: 'list-sent',
  listReceived: 'list-received',
  filter: 'filter-referrals',
  nextPage: 'next-page',
  firstPage: 'first-page',
  profile: 'open-profile',
  exportReferrals: 'export-referrals',
  exportData: 'export-data',
  deleteData: 'delete-data',
} as const;

/** Look-ups of an `external_select`. */
export const LOOKUP = {
  colleague: ACTION.pickColleague,
  asked: 'pick-asked',
  person: 'pick-person',
  timeZone: 'pick-time-zone',
} as const;

/** Modals that are submitted. */
export const MODAL = {
  decline: 'decline-invite',
  refer: 'refer-invite',
  ask: 'ask-colleagues',
  link: 'link-member',
  connect: 'connect-marketplace',
  settings: 'configure-tenant',
  profile: 'set-profile',
} as const;

/** Modals that only show something. */
export const SHOWN = { notice: 'notice', letter: 'letter' } as const;
