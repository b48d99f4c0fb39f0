/** The marker of each state, which precedes its words and never stands for them. */
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

/** The name of a marker. */
export type Marker = keyof typeof MARKERS;

/** Puts the marker in front of mrkdwn from the catalogue. */
export const marked = (marker: Marker, text: string): string => `${MARKERS[marker]} ${text}`;
