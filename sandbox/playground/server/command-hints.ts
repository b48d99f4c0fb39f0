import type { CommandHint } from '../protocol.js';

/** Completions of the command, as the message box offers them. */
export const COMMAND_HINTS: readonly CommandHint[] = [
  { words: '', about: 'My invites, referrals and what came of them' },
  { words: 'add', about: 'Add an invite that came another way, such as by email' },
  { words: 'demo', about: 'Send me an invite to practise on' },
  { words: 'team week', about: 'The team’s numbers; also month, quarter, all' },
  { words: 'trend', about: 'A chart of my last weeks' },
  { words: 'available open', about: 'Say whether I have time' },
  { words: 'skills React, TypeScript', about: 'Say what I can do' },
  { words: 'export', about: 'A table of my referrals, as a file' },
  { words: 'privacy', about: 'What is stored about me' },
  { words: 'feedback It works well', about: 'Tell the people who run it' },
  { words: 'help', about: 'Everything there is' },
  { words: 'connect', about: 'Connect a marketplace', admin: true },
  { words: 'link', about: 'Link members to their accounts', admin: true },
  { words: 'settings', about: 'Undo window, reminders, channels', admin: true },
];
