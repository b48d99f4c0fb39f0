import type { Shot } from '../load/shot.js';
import { signedPayload } from '../load/slack-shots.js';
import type { Click } from './clicks.js';
import type { Database } from './database.js';
import { inviteOf } from './invites.js';
import { loadDocuments, stored } from './load-documents.js';

let made = 0;

/** So many signed clicks, each on an open invite of its own, which is put into the database first. */
export async function prepareClicks(
  { collection }: Database,
  click: Click,
  count: number,
  signingSecret: string,
): Promise<Shot[]> {
  const round = made++;
  const invites = Array.from({ length: count }, (_, number) => inviteOf(`${round}-${number}`, number));
  await loadDocuments(collection('invites'), invites.map(stored));
  return invites.map((invite, number) => ({
    ...signedPayload(signingSecret, click(invite, number)),
    about: invite.id,
  }));
}
