import { answerNo, answerYes } from '../features/ask/answer.js';
import { openAsk } from '../features/ask/open-ask.js';
import { stopAsking } from '../features/ask/stop-asking.js';
import { submitAsk } from '../features/ask/submit-ask.js';
import { referralsCommand } from '../features/command/referrals-command.js';
import { clickConnect } from '../features/connect/open-connect.js';
import { submitConnect } from '../features/connect/submit-connect.js';
import { openDecline } from '../features/decline/open-decline.js';
import { submitDecline } from '../features/decline/submit-decline.js';
import { filterList, firstPage, listReceived, listSent, nextPage } from '../features/home/choose-list.js';
import { homeOpened } from '../features/home/publish-home.js';
import { accept } from '../features/invite-card/accept.js';
import { handedOff } from '../features/invite-card/confirm-handoff.js';
import { openLetter } from '../features/invite-card/read-letter.js';
import { takeBack } from '../features/invite-card/take-back.js';
import { lookUpPeople } from '../features/link/look-up-people.js';
import { clickLink } from '../features/link/open-link.js';
import { submitLink } from '../features/link/submit-link.js';
import { deleteMyData, exportMyData, exportMyReferrals } from '../features/privacy/my-data.js';
import { clickProfile } from '../features/profile/open-profile.js';
import { submitProfile } from '../features/profile/submit-profile.js';
import { lookUpAsked, lookUpColleagues } from '../features/refer/look-up-colleagues.js';
import { openRefer } from '../features/refer/open-refer.js';
import { submitRefer } from '../features/refer/submit-refer.js';
import { undo } from '../features/refer/undo.js';
import { clickSettings } from '../features/settings/open-settings.js';
import { submitSettings } from '../features/settings/submit-settings.js';
import { lookUpTimeZones } from '../features/settings/time-zones.js';
import { profileChanged } from '../features/workspace/profile-changed.js';
import { tokensRevoked, uninstalled } from '../features/workspace/uninstalled.js';
import { acknowledge } from '../reply/acknowledge.js';
import { ACTION, LOOKUP, MODAL } from '../reply/ids.js';
import type { OnClick, OnCommand, OnEvent, OnLookUp, OnSubmission } from '../reply/request-context.js';

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
