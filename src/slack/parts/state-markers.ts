/** The emoji of each state, which precedes its words and never replaces them. */
const MARKERS = {
  invite: '📩',
  referredToYou: '🤝',
  asking: '💬',
  accepted: '✅',
  declined: '🚫',
  referred: '↪️',
  waiting: '⏳',
  yourTurn: '✋',
  seen: '👀',
  hired: '🎉',
  trouble: '⚠️',
  over: '⌛',
  undone: '↩️',
  best: '⭐',
  practice: '🎓',
  reminder: '⏰',
  private: '🔒',
  done: '☑️',
} as const;

/** The name of a state's emoji. */
export type Marker = keyof typeof MARKERS;

/** Puts the state's emoji in front of mrkdwn from the message catalogue. */
export const withStateMarker = (marker: Marker, text: string): string => `${MARKERS[marker]} ${text}`;
