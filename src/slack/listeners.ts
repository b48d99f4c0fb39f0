import { acknowledge } from './acknowledge.js';
import type { OnClick, OnCommand, OnEvent, OnLookUp, OnSubmission } from './asked.js';
import { clickConnect } from './connect/open-connect.js';
import { submitConnect } from './connect/submit-connect.js';
import { openDecline } from './decline/open-decline.js';
import { submitDecline } from './decline/submit-decline.js';
import { filterList, firstPage, listReceived, listSent, nextPage } from './home/choose-list.js';
import { homeOpened } from './home/publish-home.js';
import { ACTION, LOOKUP, MODAL } from './ids.js';
import { tokensRevoked, uninstalled } from './install/uninstalled.js';
import { accept } from './invite-card/accept.js';
import { handedOff } from './invite-card/confirm-handoff.js';
import { openLetter } from './invite-card/read-letter.js';
import { takeBack } from './invite-card/take-back.js';
import { lookUpPeople } from './link/look-up-people.js';
import { clickLink } from './link/open-link.js';
import { submitLink } from './link/submit-link.js';
import { deleteMyData, exportMyData, exportMyReferrals } from './privacy/my-data.js';
import { profileChanged } from './profile-changed.js';
import { clickProfile } from './profile-modal/open-profile.js';
import { submitProfile } from './profile-modal/submit-profile.js';
import { lookUpAsked, lookUpColleagues } from './refer/look-up-colleagues.js';
import { openRefer } from './refer/open-refer.js';
import { submitRefer } from './refer/submit-refer.js';
import { undo } from './refer/undo.js';
import { referralsCommand } from './referrals-command/referrals-command.js';
import { answerNo, answerYes } from './relay/answer.js';
import { openAsk } from './relay/open-ask.js';
import { stopAsking } from './relay/stop-asking.js';
import { submitAsk } from './relay/submit-ask.js';
import { clickSettings } from './settings/open-settings.js';
import { submitSettings } from './settings/submit-settings.js';
import { lookUpTimeZones } from './settings/time-zones.js';

type Named<Ids, Listener> = { readonly [Id in Ids[keyof Ids] & string]: Listener };

interface Listeners {
  readonly command: OnCommand;
  readonly clicks: Named<typeof ACTION, OnClick>;
  readonly lookUps: Named<typeof LOOKUP, OnLookUp>;
  readonly submissions: Named<typeof MODAL, OnSubmission>;
  readonly events: Readonly<Record<string, OnEvent<never>>>;
}

/** Everything that Slack can ask of Baton, and who answers. */
export const listeners = {
  command: referralsCommand,
  clicks: {
    [ACTION.openJob]: acknowledge,
    [ACTION.pickColleague]: acknowledge,
    [ACTION.accept]: accept,
    [ACTION.decline]: openDecline,
    [ACTION.refer]: openRefer,
    [ACTION.letter]: openLetter,
    [ACTION.undo]: undo,
    [ACTION.handedOff]: handedOff,
    [ACTION.takeBack]: takeBack,
    [ACTION.ask]: openAsk,
    [ACTION.stopAsking]: stopAsking,
    [ACTION.answerYes]: answerYes,
    [ACTION.answerNo]: answerNo,
    [ACTION.connect]: clickConnect,
    [ACTION.link]: clickLink,
    [ACTION.settings]: clickSettings,
    [ACTION.listSent]: listSent,
    [ACTION.listReceived]: listReceived,
    [ACTION.filter]: filterList,
    [ACTION.nextPage]: nextPage,
    [ACTION.firstPage]: firstPage,
    [ACTION.profile]: clickProfile,
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
    [MODAL.link]: submitLink,
    [MODAL.connect]: submitConnect,
    [MODAL.settings]: submitSettings,
    [MODAL.profile]: submitProfile,
  },
  events: {
    app_home_opened: homeOpened,
    app_uninstalled: uninstalled,
    tokens_revoked: tokensRevoked,
    team_join: profileChanged,
    user_change: profileChanged,
  },
} as const satisfies Listeners;
