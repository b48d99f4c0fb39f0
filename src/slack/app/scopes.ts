/** The scopes that Baton asks for, each with its reason. Every scope is used by the code. */
export const SCOPES = {
  'chat:write': 'Posts invite cards and news, edits them in place, and removes one that was posted twice.',
  commands: 'Answers the slash command.',
  'files:write': 'Sends somebody their own data, their referrals as a table, or a chart, by direct message.',
  'im:write': 'Opens the direct message that a card goes to.',
  'im:history':
    'After a crash, looks for its own message in its own direct message with a person, so that nobody gets it twice. It reads no other conversation.',
  'users:read': 'Knows who is a member, a guest, a bot or has left, and their names, languages and time zones.',
  'users:read.email': 'Matches members to marketplace accounts by email address. Without it, admins link them by hand.',
} as const;
