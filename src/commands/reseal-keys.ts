import type { ExitCode, Operator, Print } from './operator.js';

/** Seals every stored secret under the newest key, so that older ones can be taken out of `ENCRYPTION_KEYS`. */
export async function resealKeys({ reseal }: Pick<Operator, 'reseal'>, print: Print): Promise<ExitCode> {
  const count = await reseal();
  print(`${count} ${count === 1 ? 'secret was' : 'secrets were'} sealed anew. Older keys are not needed any more.`);
  return 0;
}
