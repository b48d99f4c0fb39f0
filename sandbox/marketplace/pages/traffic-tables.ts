import { html } from 'hono/html';
import { FaultSwitch } from '../market/fault-switch.js';
import type { CallRecord, Delivery, State } from '../market/state.js';
import { chip, press } from './layout.js';

const LATEST = 25;

const option = (value: string) => html`<option>${value}</option>`;

/** Active switches, with a form to add one. */
export const switchForms = ({ switches }: State) => html`<div class="card">
  <div class="row">
    ${switches.map(({ kind, path, times }) => chip(`${kind} ${path}${times === undefined ? '' : ` ${times}x`}`))}
    ${switches.length ? press('/switches/clear', 'Clear') : html`<span class="soft">Everything works.</span>`}
  </div>
  <form method="post" action="/sandbox/switches">
    <select name="kind">${FaultSwitch.shape.kind.options.map(option)}</select>
    <select name="path">${FaultSwitch.shape.path.unwrap().options.map(option)}</select>
    <label>times <input name="times" type="number" min="1" placeholder="always" /></label>
    <label>rate <input name="rate" type="number" min="0" max="1" step="0.1" value="1" /></label>
    <label>slow ms <input name="ms" type="number" value="1000" /></label>
    <label>fail status <input name="status" type="number" value="503" /></label>
    <label>limit s <input name="retryAfter" type="number" value="2" /></label>
    <button>Set</button>
  </form>
</div>`;

/** Table of the latest calls and their responses. */
export const callTable = ({ calls }: State) => html`<table>
  <tr><th>When</th><th>Call</th><th>Key</th><th>Answer</th></tr>
  ${calls.slice(-LATEST).toReversed().map(callRow)}
</table>`;

const callRow = ({ at, method, path, key = '', status, replayed }: CallRecord) => html`<tr>
  <td>${at.slice(11, 23)}</td>
  <td>${method} ${path}</td>
  <td><code>${key}</code></td>
  <td>${status ?? 'none'}${replayed ? ' again' : ''}</td>
</tr>`;

/** Table of the latest webhooks, with buttons to resend, hold and release them. */
export const webhookTable = ({ deliveries, holding }: State) => html`<div class="card row">
    ${
      holding
        ? [
            html`<span>New webhooks are held.</span>`,
            press('/deliveries/release', 'Release', { order: 'kept' }),
            press('/deliveries/release', 'Release in reverse', { order: 'reverse' }),
            press('/deliveries/release', 'Release shuffled', { order: 'shuffle' }),
          ]
        : press('/deliveries/hold', 'Hold new webhooks')
    }
  </div>
  <table>
    <tr><th>When</th><th>Event</th><th>To</th><th>State</th><th>Attempts</th><th></th></tr>
    ${Object.values(deliveries).slice(-LATEST).toReversed().map(webhookRow)}
  </table>`;

const webhookRow = ({ id, createdAt, type, agencyId, state, attempts }: Delivery) => html`<tr>
  <td>${createdAt.slice(11, 23)}</td>
  <td>${type}<br /><code>${id}</code></td>
  <td>${agencyId}</td>
  <td>${chip(state)}</td>
  <td>${attempts.map(({ status, error, ms }) => `${status ?? error} in ${ms} ms`).join(', ')}</td>
  <td class="row">
    ${press(`/deliveries/${id}/resend`, 'Send again')} ${press(`/deliveries/${id}/resend`, 'Five times', { times: 5 })}
  </td>
</tr>`;
