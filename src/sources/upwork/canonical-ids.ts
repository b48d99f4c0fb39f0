/** Matches an id of Upwork: a decimal number of some 19 digits. */
const UID = /^\d{15,20}$/;

/** Matches the id of a job in the addresses of its pages: `~02` and the number. */
const JOB_OF_UID = /^~?02(\d{15,20})$/;

/**
 * Matches an older, encrypted id of a job or a profile: `~01` and hexadecimal digits. It does not reveal the number.
 */
const CIPHERTEXT = /^~?(01[0-9a-f]{14,18})$/i;

/** Returns an id of Upwork; undefined where the value is none. */
export const uidIn = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : '';
  return UID.test(text) ? text : undefined;
};

/**
 * Returns the canonical id of a job on Upwork, `upwork:<number>`, from any spelling: the number, `~02<number>`, or
 * `~01…`, which stays `upwork:~01…` since its number is unknown. Undefined where it is no id.
 */
export function jobKey(id: string): string | undefined {
  const text = id.trim();
  // first: a number of 20 digits that begins with 02 is no number of Upwork's, whose ids never begin with a zero
  const uid = JOB_OF_UID.exec(text)?.[1] ?? uidIn(text);
  return uid ? `upwork:${uid}` : ciphered(text);
}

/** Returns the canonical id of an invitation on Upwork by its number, the same from every source. */
export function invitationKey(uid: unknown): string | undefined {
  const known = uidIn(uid);
  return known && `upwork:invitation:${known}`;
}

/**
 * Returns the canonical id of a freelancer on Upwork: `upwork:<number>` by the number of the account, or `upwork:~01…`
 * by the key of the profile. Undefined where it is neither.
 */
export function freelancerKey(id: unknown): string | undefined {
  const text = typeof id === 'string' ? id.trim() : '';
  return ciphered(text) ?? (UID.test(text) ? `upwork:${text}` : undefined);
}

function ciphered(text: string): string | undefined {
  const found = CIPHERTEXT.exec(text)?.[1];
  return found && `upwork:~${found.toLowerCase()}`;
}

const SITE = 'https://www.upwork.com';

/** Returns the address of a job's page from its canonical id. */
export function jobUrl(key: string): string {
  const id = key.replace(/^upwork:/, '');
  return `${SITE}/jobs/${id.startsWith('~') ? id : `~02${id}`}`;
}

/** Returns the address at which an invitation is answered, from its number. */
export const invitationUrl = (uid: string): string => `${SITE}/nx/proposals/interview/uid/${uid}`;

/**
 * Returns the address of a profile from its canonical id; undefined for the number of an account, which has no page.
 */
export function profileUrl(key: string): string | undefined {
  const id = key.replace(/^upwork:/, '');
  return id.startsWith('~') ? `${SITE}/freelancers/${id}` : undefined;
}
