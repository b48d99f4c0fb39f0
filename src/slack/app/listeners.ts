import { addFromMessage, clickAdd, shortcutAdd, submitAdd, submitPaste } from '../features/add-invite/add-invite.js';
import { openAsk, stopAsking, submitAsk } from '../features/ask/ask.js';
import { answerNo, answerYes } from '../features/ask/relay-ask-message.js';
import { referralsCommand } from '../features/command/referrals-command.js';
import { clickConnect, submitConnect, submitSource } from '../features/connect/connect.js';
import {
  addConnection,
  clickPause,
  clickRemove,
  clickResume,
  clickTest,
  lookAgain,
  setUpConnection,
  showConnections,
} from '../features/connect/manage-connections.js';
import { openDecline, submitDecline } from '../features/decline/decline.js';
import {
  chooseSpan,
  filterList,
  firstPage,
  listReceived,
  listSent,
  nextPage,
} from '../features/home/home-list-clicks.js';
import { homeOpened } from '../features/home/publish-home.js';
import { openClientLetter } from '../features/invite-card/client-letter-modal.js';
import { openCorrection, submitCorrection } from '../features/invite-card/correction-modal.js';
import { accept, confirmHandedOff, takeBack } from '../features/invite-card/decision-clicks.js';
import { openHandoffTrouble, submitHandoffTrouble } from '../features/invite-card/handoff-trouble-modal.js';
import { clickLink, clickLinkStranger, lookUpPeople, submitLink } from '../features/link/link.js';
import { clickPractice } from '../features/practice/practice.js';
import { deleteMyData, exportMyData, exportMyReferrals, openPrivacy } from '../features/privacy/privacy.js';
import { clickProfile, submitProfile } from '../features/profile/profile.js';
import { lookUpAsked, lookUpColleagues } from '../features/refer/look-up-colleagues.js';
import { openRefer, openReferBest, submitRefer, undo } from '../features/refer/refer.js';
import { clickSettings, openSubject, submitSettings } from '../features/settings/settings.js';
import { lookUpTimeZones } from '../features/settings/time-zones.js';
import { profileChanged, tokensRevoked, uninstalled } from '../features/workspace/workspace-events.js';
import { ACTION, LOOKUP, MODAL, SHORTCUT } from '../reply/action-ids.js';
import type { OnClick, OnCommand, OnEvent, OnLookUp, OnShortcut, OnSubmission } from '../reply/request-context.js';

type Named<Ids, Listener> = { readonly [Id in Ids[keyof Ids] & string]: Listener };

interface Listeners {
  readonly command: OnCommand;
  readonly clicks: Named<typeof ACTION, OnClick>;
  readonly lookUps: Named<typeof LOOKUP, OnLookUp>;
  readonly submissions: Named<typeof MODAL, OnSubmission>;
  readonly shortcuts: Named<typeof SHORTCUT, OnShortcut>;
  readonly events: Readonly<Record<string, OnEvent<never>>>;
}

/** Acknowledges a click that needs no other answer: a link that opens, or a choice that is read later. */
const acknowledge: OnClick = ({ ack }) => ack();

/** The listener of every command, click, look-up, submission, shortcut and event. */
export const listeners = {
  command: referralsCommand,
  clicks: {
    [ACTION.openJob]: acknowledge,
    [ACTION.openCard]: acknowledge,
    [ACTION.add]: clickAdd,
    [ACTION.handoffTrouble]: openHandoffTrouble,
    [ACTION.correct]: openCorrection,
    [ACTION.pickColleague]: acknowledge,
    [ACTION.accept]: accept,
    [ACTION.decline]: openDecline,
    [ACTION.refer]: openRefer,
    [ACTION.referBest]: openReferBest,
    [ACTION.letter]: openClientLetter,
    [ACTION.undo]: undo,
    [ACTION.handedOff]: confirmHandedOff,
    [ACTION.takeBack]: takeBack,
    [ACTION.ask]: openAsk,
    [ACTION.stopAsking]: stopAsking,
    [ACTION.answerYes]: answerYes,
    [ACTION.answerNo]: answerNo,
    [ACTION.connect]: clickConnect,
    [ACTION.addConnection]: addConnection,
    [ACTION.setUpConnection]: setUpConnection,
    [ACTION.testConnection]: clickTest,
    [ACTION.lookAgain]: lookAgain,
    [ACTION.pauseConnection]: clickPause,
    [ACTION.resumeConnection]: clickResume,
    [ACTION.removeConnection]: clickRemove,
    [ACTION.allConnections]: showConnections,
    [ACTION.link]: clickLink,
    [ACTION.linkStranger]: clickLinkStranger,
    [ACTION.settings]: clickSettings,
    [ACTION.settingsSubject]: openSubject,
    [ACTION.listSent]: listSent,
    [ACTION.listReceived]: listReceived,
    [ACTION.span]: chooseSpan,
    [ACTION.filter]: filterList,
    [ACTION.nextPage]: nextPage,
    [ACTION.firstPage]: firstPage,
    [ACTION.profile]: clickProfile,
    [ACTION.privacy]: openPrivacy,
    [ACTION.practice]: clickPractice,
    [ACTION.exportReferrals]: exportMyReferrals,
    [ACTION.exportData]: exportMyData,
    [ACTION.deleteData]: deleteMyData,
  },
  lookUps: {
    [LOOKUP.colleague]: lookUpColleagues,
    [LOOKUP.asked]: lookUpAsked,
    [LOOKUP.person]: lookUpPeople,
    [LOOKUP.timeZone]: lookUpTimeZones,
  },
  submissions: {
    [MODAL.decline]: submitDecline,
    [MODAL.refer]: submitRefer,
    [MODAL.ask]: submitAsk,
    [MODAL.pasteInvite]: submitPaste,
    [MODAL.addInvite]: submitAdd,
    [MODAL.handoffTrouble]: submitHandoffTrouble,
    [MODAL.correct]: submitCorrection,
    [MODAL.link]: submitLink,
    [MODAL.connect]: submitConnect,
    [MODAL.chooseSource]: submitSource,
    [MODAL.settings]: submitSettings,
    [MODAL.profile]: submitProfile,
  },
  shortcuts: {
    [SHORTCUT.add]: shortcutAdd,
    [SHORTCUT.addFromMessage]: addFromMessage,
  },
  events: {
    app_home_opened: homeOpened,
    app_uninstalled: uninstalled,
    tokens_revoked: tokensRevoked,
    team_join: profileChanged,
    user_change: profileChanged,
  },
} as const satisfies Listeners;
