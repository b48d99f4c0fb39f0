import { html } from 'hono/html';
import type { Agency, State } from '../market/state.js';
import { chip } from './layout.js';

/** Table of the agencies' webhooks, with a form to change them. */
export const agencyTable = ({ agencies }: State) => html`<table>
  <tr><th>Agency</th><th>Told of what happens at</th><th>The address and secret that Baton showed to whoever connected it</th></tr>
  ${Object.values(agencies).map(agencyRow)}
</table>`;

const agencyRow = ({ id, name, webhook }: Agency) => html`<tr>
  <td>${name}</td>
  <td>${webhook?.url ?? 'nowhere yet'} ${webhook?.gone ? chip('gone') : ''}</td>
  <td>
    <form method="post" action="/sandbox/agencies/${id}/webhook">
      <input name="url" type="url" required placeholder="https://…/webhooks/…" />
      <input name="secrets" required placeholder="whsec_…" autocomplete="off" />
      <button>Save</button>
    </form>
  </td>
</tr>`;
