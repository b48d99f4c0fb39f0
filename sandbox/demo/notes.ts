/** What Ana writes to Ben when she refers him. It fits every job. */
export const TO_BEN = 'You built exactly this for Hatch, and you have time from Monday.';

/** What she writes to the client. */
export const TO_CLIENT = 'Ben has done work like this for two clients of ours. I would hire him myself.';
