import { requestMyExport } from '../../../domain/history/request-my-export.js';
import { Refusal } from '../../../domain/model/errors.js';
import { listed } from '../../../domain/model/views/listed-referral.js';
import { requireInvitable } from '../../../domain/permissions/require-role.js';
import { readCounted } from '../../../domain/tallies/read-member-counts.js';
import { readReferrals } from '../../../domain/tallies/read-my-referrals.js';
import { mrkdwnMessage } from '../../blocks/blocks.js';
import { tellIfOutOfReach } from '../../parts/is-out-of-reach.js';
import type { Command, OnCommand } from '../../reply/request-context.js';
import { listedName } from '../../words/erased-names.js';
import { saysSomething, subcommandFor } from '../../words/understood-phrases.js';
import { mentionedIn, readCommandText, trimmed, withoutMentions } from '../../words/unescape.js';
import { openAdd } from '../add-invite/add-invite.js';
import { openConnect } from '../connect/connect.js';
import { openLink } from '../link/link.js';
import { demo } from '../practice/practice.js';
import { privacyView } from '../privacy/privacy.js';
import { openSettings } from '../settings/settings.js';
import { sendTrend } from '../trend/trend.js';
import { colleagueCounts, hasMention, isMention, isUnresolvedName, oneMentioned } from './colleague-counts.js';
import { feedback } from './feedback.js';
import { helpFor } from './help.js';
import { myReferrals } from './my-referrals.js';
import { normalizeKeyword } from './normalize-keyword.js';
import { rotateSecret } from './rotate-secret.js';
import { setAvailability } from './set-availability.js';
import { setSkills } from './set-skills.js';
import { teamCounts } from './team-counts.js';

type Subcommands = Record<string, (command: Command, rest: string) => Promise<void>>;

/** Subcommands for members who can get invites; without a subcommand it is their own referrals. */
const forMembers: Subcommands = {
  '': async ({ ports, by, say, ack }) => ack(myReferrals(await readReferrals(ports, by), say)),
  demo,
  add: async (command) => {
    const { rest } = split(withoutMentions(command.text), command.name);
    if (isUnresolvedName(rest)) return command.ack(mrkdwnMessage(command.say.mrkdwn('add.how')));
    return openAdd(command, command.triggerId, saysSomething(rest) ? rest : '', mentionedIn(command.text));
  },
  team: teamCounts,
  trend: (command) => trend(command),
  available: setAvailability,
  skills: setSkills,
  feedback,
};

/** Subcommands for everybody; some check the role themselves. */
const forAll: Subcommands = {
  help: async (command) => command.ack(await helpFor(command)),
  export: (command) => files(command),
  privacy: ({ say, ack }) => ack(privacyView(say)),
  rotate: rotateSecret,
  connect: (command, source) => openConnect(command, command.triggerId, source),
  link: (command) => openLink(command, command.triggerId, { memberId: oneMentioned(command.text) }),
  settings: (command) => openSettings(command, command.triggerId),
};

/** Subcommands that everybody runs for themselves alone. */
const FOR_ONESELF: ReadonlySet<string> = new Set(['demo', 'available', 'skills', 'export', 'privacy']);

/** Every subcommand. */
export const SUBCOMMANDS: readonly string[] = [...Object.keys(forMembers), ...Object.keys(forAll)];

/** The first word, directly before a mention: `link<@U1>`. */
const BEHIND_WORD = /^(\s*[^\s<]+)(?=<@)/;

/**
 * Runs the slash command. A mention shows that colleague's counts, also after words that are not understood; any other
 * unknown subcommand is answered with the list of subcommands.
 */
export const referralsCommand: OnCommand = async (command) => {
  if (isMention(command.text)) return colleagueCounts(command, command.text);
  const { text, first, rest } = split(command.text, command.name);
  const word = subcommandFor(text && (normalizeKeyword(first) || first));
  if (Object.hasOwn(forMembers, word)) await requireInvitable(command.ports, command.by);
  if (FOR_ONESELF.has(word) && mentionsAnother(command)) throw new Refusal('member.yourselfAlone');
  const known = named(forMembers, word) ?? named(forAll, word);
  if (known) return known(command, rest);
  if (hasMention(command.text)) return colleagueCounts(command, command.text);
  await command.ack(await helpFor(command, text));
};

/** Splits what was typed after the command into its first word and the rest, both without Slack's markup. */
function split(typed: string, name: string): { text: string; first: string; rest: string } {
  const text = withoutCommand(trimmed(readCommandText(typed.replace(BEHIND_WORD, '$1 '))), name);
  const [, first = '', rest = ''] = /^([^\s\u200B]*)[\s\p{Cf}]*(.*)$/su.exec(text) ?? [];
  return { text, first, rest };
}

/** Drops the command itself, which was typed or pasted a second time. */
const withoutCommand = (text: string, name: string): string =>
  text === name || text.startsWith(`${name} `) ? trimmed(text.slice(name.length)) : text;

const named = (table: Subcommands, word: string) => (Object.hasOwn(table, word) ? table[word] : undefined);

const mentionsAnother = ({ text, by }: Command): boolean => mentionedIn(text).some((id) => id !== by.slackUserId);

/** Shows the last weeks of whoever asks, or of the colleague whom they mention. */
async function trend(command: Command): Promise<void> {
  const { ports, by, say, text, ack } = command;
  const slackUserId = oneMentioned(text);
  if (!slackUserId && hasMention(text)) return ack(mrkdwnMessage(say.mrkdwn('trend.how')));
  const isOwn = slackUserId === undefined || slackUserId === by.slackUserId;
  const whose = isOwn ? 'mine' : { name: listedName(listed(await readCounted(ports, by, slackUserId)), say) };
  await ack();
  await sendTrend(command, slackUserId ?? by.slackUserId, whose);
}

/** Requests both exports: the table for a spreadsheet, and all data. */
async function files(command: Command): Promise<void> {
  const { ports, by, say, ack } = command;
  await requestMyExport(ports, by, 'export-referrals');
  await requestMyExport(ports, by, 'export-data');
  await ack(mrkdwnMessage(say.mrkdwn('files.planned.both')));
  await tellIfOutOfReach(command);
}
