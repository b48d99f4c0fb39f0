import type { Person } from '../../sandbox/slack/driver/person.js';
import type { Reply } from '../../sandbox/slack/driver/send-request.js';
import type { Driver } from '../../sandbox/slack/driver.js';
import type { Calls } from '../../sandbox/slack/emulator/recorded-calls.js';
import { catalogues } from '../../src/slack/words/words.js';

interface Slack {
  readonly calls: Pick<Calls, 'until'>;
}

const said = Object.values(catalogues);
const HOLDING = said.flatMap(({ late, connect }) => [late.form, connect.waiting]);
const DONE = said.map(({ late }) => late.done);

const shows = (view: unknown, texts: readonly string[]) => {
  const shown = JSON.stringify(view) ?? '';
  return texts.some((text) => shown.includes(JSON.stringify(text)));
};

/**
 * Returns the final answer to a form. On a busy machine the app gives a holding answer first and updates the modal
 * afterwards: the update is returned as if it had come in time.
 */
export async function lastWord({ calls }: Slack, viewId: string, reply: Reply): Promise<Reply> {
  if (!shows(reply.json.view, HOLDING)) return reply;
  const { args } = await calls.until(
    ({ method, args: { view_id: id, view } }) => method === 'views.update' && id === viewId && !shows(view, HOLDING),
  );
  if (shows(args.view, DONE)) return { ...reply, json: {}, text: '' };
  const json = { response_action: 'update', view: args.view };
  return { ...reply, json, text: JSON.stringify(json) };
}

/** Returns the driver with people who wait for the final answer to a form. */
export const patient = (driver: Driver, slack: Slack): Driver => ({
  ...driver,
  as: (name, workspace) => patientPerson(driver.as(name, workspace), slack),
});

const patientPerson = (person: Person, slack: Slack): Person => ({
  ...person,
  submit: async (sending) => {
    const { id } = person.modal();
    const reply = await person.submit(sending);
    const last = await lastWord(slack, id, reply);
    if (last !== reply && last.text === '') await person.dismiss();
    return last;
  },
});
