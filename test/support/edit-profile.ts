import type { Person } from '../../sandbox/slack/driver/person.js';
import { VALUE } from '../../src/slack/blocks/inputs.js';
import { FIELD, type WISHES } from '../../src/slack/features/profile/profile.js';
import { ACTION, MODAL } from '../../src/slack/reply/action-ids.js';
import type { TestStage } from './stage.js';

/** Opens *About me* on a person's Home, ticks exactly these preferences, and saves. */
export async function wish(person: Person, wishes: readonly (typeof WISHES)[number][]): Promise<void> {
  await person.openHome();
  await person.press(
    await person.untilHome(({ blocks }) => JSON.stringify(blocks).includes(ACTION.profile)),
    ACTION.profile,
  );
  await person.untilModal(({ callbackId }) => callbackId === MODAL.profile);
  person.fill(
    VALUE,
    wishes.map((value) => ({ value, text: { type: 'plain_text', text: value } })),
    { blockId: FIELD.more },
  );
  const { status, text } = await person.submit();
  if (status !== 200 || text) throw new Error(`the profile was answered ${status}: ${text}`);
}

/** A file that somebody got by direct message. */
export interface GotFile {
  readonly name: string;
  readonly bytes: Buffer;
}

/** Waits until somebody has a message with a file of this name, and downloads the file from Slack. */
export async function untilFile({ slack }: Pick<TestStage, 'slack'>, person: Person, name: string): Promise<GotFile> {
  const filesOf = (raw: unknown) => (raw as { files?: { name: string; url_private: string }[] }).files ?? [];
  const message = await person.untilMessage(({ raw }) => filesOf(raw).some((file) => file.name === name));
  const file = filesOf(message.raw).find((one) => one.name === name);
  const headers = { authorization: `Bearer ${slack.observerToken}` };
  const answer = await fetch(file?.url_private ?? '', { headers });
  return { name, bytes: Buffer.from(await answer.arrayBuffer()) };
}
