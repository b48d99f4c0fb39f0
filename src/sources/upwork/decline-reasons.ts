import type { DeclineReason } from '../../domain/model/connection/connection.js';

/**
 * The reasons that Upwork's *Decline invitation* dialogue offers, for the sources that cannot ask Upwork for them. The
 * texts are Upwork's own, so that a member finds the same line there. Upwork publishes no list: two public projects
 * that rebuilt the dialogue independently agree on these nine, in this order, with their own name in place of Upwork's
 * (read in November 2026). Upwork's dialogue is in English, so the translations explain and are not what stands there.
 */
export const UPWORK_DECLINE_REASONS: readonly DeclineReason[] = [
  ['not-my-skills', 'Job is not a fit for my skills', 'Der Auftrag passt nicht zu meinen Fähigkeiten'],
  ['not-interested', 'Not interested in work described', 'Die Arbeit interessiert mich nicht'],
  ['too-busy', 'Too busy on other projects', 'Mit anderen Aufträgen ausgelastet'],
  ['new-client', 'Client has too little Upwork experience', 'Der Kunde hat zu wenig Erfahrung auf Upwork'],
  ['budget', 'Proposed rate or budget too low', 'Das Honorar oder das Budget ist zu niedrig'],
  ['spam', 'Spam', 'Spam'],
  ['free-work', 'Client asked for free work', 'Der Kunde verlangt unbezahlte Arbeit'],
  ['outside-upwork', 'Client asked to work outside Upwork', 'Der Kunde will außerhalb von Upwork arbeiten'],
  ['other', 'Other', 'Anderer Grund'],
].map(([id = '', text = '', german = '']) => ({
  id,
  text,
  ...(german !== text && { translations: { de: `${text} (${german})` } }),
}));
