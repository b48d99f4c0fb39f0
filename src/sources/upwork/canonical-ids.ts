/** An id that Upwork gives out: a decimal number of some 19 digits. */
const UID = /^\d{15,20}$/;

/** The id of a job in the addresses of its pages: `~02` and the number. */
const JOB_OF_UID = /^~?02(\d{15,20})$/;

/** An older, enciphered id of a job or a profile: `~01` and hexadecimal digits. The number cannot be read from it. */
const CIPHERTEXT = /^~?(01[0-9a-f]{14,18})$/i;

/** Reads an id that Upwork gives out; undefined where the value is none. */
export const uidIn = (value: unknown): string | undefined => {
  const text = typeof value === 'string' ? value.trim() : '';
  return UID.test(text) ? text : undefined;
};

/**
 * Returns the canonical key of a job of Upwork, `upwork:<number>`, from any spelling of its id: the number, `~02<number>`,
 * or `~01…`, which has a key of its own (`upwork:~01…`) since the number is not known. Undefined where it is no id.
 */
export function jobKey(id: string): string | undefined {
  const text = id.trim();
  // first: a number of 20 digits that begins with 02 is no number of Upwork's, whose ids never begin with a zero
  const uid = JOB_OF_UID.exec(text)?.[1] ?? uidIn(text);
  return uid ? `upwork:${uid}` : ciphered(text);
}

/** Returns the key of an invitation of Upwork by its number, the same from every source. */
export function invitationKey(uid: unknown): string | undefined {
  const known = uidIn(uid);
  return known && `upwork:invitation:${known}`;
}

/**
 * Returns the id of a freelancer of Upwork as Baton keeps it: `upwork:<number>` by the number of the account, or
 * `upwork:~01…` by the key of the profile. Undefined where it is neither.
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

/** Returns the address of a job's page, from its key. */
export function jobUrl(key: string): string {
  const id = key.replace(/^upwork:/, '');
  return `${SITE}/jobs/${id.startsWith('~') ? id : `~02${id}`}`;
}

/** Returns the address at which an invitation is answered, from its number. */
export const invitationUrl = (uid: string): string => `${SITE}/nx/proposals/interview/uid/${uid}`;

/** Returns the address of a profile, from its key; undefined for a key by the account's number, which has no page. */
export function profileUrl(key: string): string | undefined {
  const id = key.replace(/^upwork:/, '');
  return id.startsWith('~') ? `${SITE}/freelancers/${id}` : undefined;
}
