/** Action ids of buttons and menus. Posted messages of earlier releases contain them, so never change an id. */
export const ACTION = {
  openJob: 'open-job',
  openCard: 'open-card',
  add: 'open-add-invite',
  handoffTrouble: 'open-handoff-trouble',
  correct: 'open-correct-facts',
  accept: 'accept-invite',
  decline: 'decline-invite',
  refer: 'refer-invite',
  referBest: 'refer-best-match',
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
  addConnection: 'add-connection',
  setUpConnection: 'set-up-connection',
  testConnection: 'test-connection',
  lookAgain: 'look-again-at-connection',
  pauseConnection: 'pause-connection',
  resumeConnection: 'resume-connection',
  removeConnection: 'remove-connection',
  allConnections: 'show-connections',
  link: 'open-link',
  linkStranger: 'link-stranger',
  settings: 'open-settings',
  settingsSubject: 'open-settings-subject',
  listSent: 'list-sent',
  listReceived: 'list-received',
  span: 'choose-span',
  filter: 'filter-referrals',
  nextPage: 'next-page',
  firstPage: 'first-page',
  profile: 'open-profile',
  privacy: 'open-privacy',
  practice: 'send-practice',
  exportReferrals: 'export-referrals',
  exportData: 'export-data',
  deleteData: 'delete-data',
} as const;

/** Action ids of `external_select` look-ups. */
export const LOOKUP = {
  colleague: ACTION.pickColleague,
  asked: 'pick-asked',
  person: 'pick-person',
  timeZone: 'pick-time-zone',
} as const;

/** Callback ids of modals with a form. */
export const MODAL = {
  decline: 'decline-invite',
  refer: 'refer-invite',
  ask: 'ask-colleagues',
  pasteInvite: 'paste-invite',
  addInvite: 'add-invite',
  handoffTrouble: 'report-handoff-trouble',
  correct: 'correct-facts',
  link: 'link-member',
  connect: 'connect-marketplace',
  chooseSource: 'choose-source',
  settings: 'configure-tenant',
  profile: 'set-profile',
} as const;

/** Callback ids of shortcuts: in Slack's own list, and on a message. */
export const SHORTCUT = { add: 'add-invite', addFromMessage: 'make-invite' } as const;

/** Callback ids of modals without a form. */
export const SHOWN = {
  notice: 'notice',
  letter: 'letter',
  privacy: 'privacy',
  settings: 'settings',
  connections: 'connections',
  connectionTest: 'connection-test',
} as const;
