import { readReferrals } from '../../domain/tally/read-referrals.js';
import { readTeam } from '../../domain/tally/read-team.js';
import type { Command, OnCommand } from '../asked.js';
import { openConnect } from '../connect/open-connect.js';
import { openLink } from '../link/open-link.js';
import { openSettings } from '../settings/open-settings.js';
import { help } from './help.js';
import { myReferrals } from './my-referrals.js';
import { SPANS, teamReferrals } from './team-referrals.js';

/** What may follow the command; nothing means my own referrals. */
const words: Record<string, (command: Command, rest: string) => Promise<void>> = {
  '': async ({ ports, by, say, ack }) => ack(myReferrals(await readReferrals(ports, by), say)),
  help: ({ say, ack }) => ack(help(say)),
  team: (command, rest) => team(command, rest),
  connect: (command) => opened(command, openConnect),
  link: (command) => opened(command, openLink),
  settings: (command) => opened(command, openSettings),
};

/** The slash command. What is not understood is answered with the list of what is. */
export const referralsCommand: OnCommand = async (command) => {
  const [word = '', rest = ''] = command.text.trim().toLowerCase().split(/\s+/);
  const known = Object.hasOwn(words, word) ? words[word] : undefined;
  await (known ? known(command, rest) : command.ack(help(command.say, command.text.trim())));
};

async function team(command: Command, rest: string): Promise<void> {
  const { ports, by, say, ack, text } = command;
  const span = rest ? SPANS.find((name) => name === rest) : 'month';
  await ack(span ? teamReferrals(await readTeam(ports, by, span), span, say) : help(say, text.trim()));
}

/** A modal must be opened within three seconds, so nothing is read before. */
async function opened(command: Command, open: (command: Command, triggerId: string) => Promise<void>): Promise<void> {
  await open(command, command.triggerId);
  await command.ack();
}
