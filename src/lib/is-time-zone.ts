/**
 * Tells whether this Node knows a time zone by this name: an IANA name or one of its earlier names, but no mere offset.
 * Releases of Node differ in the zones that they know, and in the name by which they list each.
 */
export function isTimeZone(name: string): boolean {
  try {
    return /^[A-Za-z]/.test(name) && Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}
