import type { ModalView } from '@slack/types';
import { Refusal } from '../../../domain/model/errors.js';
import { pauseConnection, resumeConnection } from '../../../domain/workspace/pause-connection.js';
import { readConnections } from '../../../domain/workspace/read-connections.js';
import { removeConnection } from '../../../domain/workspace/remove-connection.js';
import { testConnection } from '../../../domain/workspace/test-connection.js';
import { parseJson } from '../../reply/modal-metadata.js';
import { noticeModal } from '../../reply/notice-modal.js';
import type { Click, OnClick } from '../../reply/request-context.js';
import { partsOf } from '../../reply/validate-payload.js';
import { chooseSourceModal } from './choose-source.js';
import { firstModal, formModal } from './connect.js';
import { connectionTestModal } from './connection-test-modal.js';

/** Shows the choice of a source for a further connection. */
export const addConnection: OnClick = async (click) => {
  const { ports, by, say, ack } = click;
  await readConnections(ports, by);
  await ack();
  await show(click, chooseSourceModal(ports.sources, say));
};

/** Shows the set-up form of a connection, preset without its secrets. */
export const setUpConnection: OnClick = async (click) => {
  const { ports, by, say, ack, id } = click;
  const now = (await readConnections(ports, by)).find(({ connection }) => connection.id === id);
  const form = ports.sources.forms.find(({ source }) => source === now?.connection.source);
  if (!now || !form) throw new Refusal('connection.gone');
  await ack();
  await show(click, formModal(form, now, say));
};

/** Shows the list of connections. */
export const showConnections: OnClick = async (click) => {
  const shown = await readConnections(click.ports, click.by);
  await click.ack();
  await show(click, firstModal(click.ports, shown, click.say));
};

/** Pauses a connection after the confirmation. */
export const clickPause: OnClick = (click) => changeAndShow(click, pauseConnection);

/** Ends a connection's pause. */
export const clickResume: OnClick = (click) => changeAndShow(click, resumeConnection);

/** Removes a connection after the confirmation. */
export const clickRemove: OnClick = (click) => changeAndShow(click, removeConnection);

async function changeAndShow(click: Click, change: typeof pauseConnection): Promise<void> {
  await change(click.ports, click.by, click.id);
  await showConnections(click);
}

/** Starts a test of a connection: asks its source, and explains how to make it send something. */
export const clickTest: OnClick = (click) => test(click, click.ports.clock.now());

/** Shows what has come since the test began. */
export const lookAgain: OnClick = (click) => test(click, startedAt(click) ?? click.ports.clock.now());

async function test(click: Click, since: Date): Promise<void> {
  const { ports, by, say, ack, id, client } = click;
  await readConnections(ports, by);
  await ack();
  const viewId = await show(click, noticeModal(say, say.plain('connections.tests.waiting')));
  const tested = await testConnection(ports, by, { connectionId: id, since });
  const form = ports.sources.forms.find(({ source }) => source === tested.connection.source);
  await client.views.update({ view_id: viewId, view: connectionTestModal({ test: tested, form, since }, say) });
}

/** Reads when the test began; undefined where the modal does not say. */
function startedAt({ body }: Click): Date | undefined {
  const since = partsOf(parseJson(body.view?.private_metadata))?.since;
  const at = new Date(typeof since === 'string' ? since : Number.NaN);
  return Number.isNaN(at.getTime()) ? undefined : at;
}

/** Shows a view in the modal that was clicked, or in a new one. @returns its id */
async function show({ client, body }: Click, view: ModalView): Promise<string> {
  if (body.view?.type === 'modal') {
    await client.views.update({ view_id: body.view.id, view });
    return body.view.id;
  }
  const opened = await client.views.open({ trigger_id: body.trigger_id, view });
  return opened.view?.id ?? '';
}
