import type { ExitCode, Operator, Print } from './operator-services.js';

/**
 * Seals every stored secret that opens under the newest key, so that older ones can be taken out of `ENCRYPTION_KEYS`.
 * @returns 1 when secrets are left that no key opens; each is named.
 */
export async function resealKeys({ reseal }: Pick<Operator, 'reseal'>, print: Print): Promise<ExitCode> {
  const { count, unopened } = await reseal();
  const done = `${count} ${count === 1 ? 'secret was' : 'secrets were'} sealed anew.`;
  if (unopened.length === 0) {
    print(`${done} Older keys are not needed any more.`);
    return 0;
  }
  print(done);
  const some = `${unopened.length} secrets do not open, and stay as they were:`;
  print(unopened.length === 1 ? '1 secret does not open, and stays as it was:' : some);
  for (const { tenantId, what, why } of unopened) print(`  workspace ${tenantId}, ${what}: ${why}`);
  print(`Keep the older keys. ${LOST_KEY}`);
  return 1;
}

/** Instructions for restoring a secret that no key opens. */
export const LOST_KEY =
  'Add the key that sealed it to the end of ENCRYPTION_KEYS. Only if that key is lost for good: install Baton again for a Slack token, connect the marketplace again for its token.';
