import { html, raw } from 'hono/html';
import { STYLE } from './style.js';

export type Html = ReturnType<typeof html>;

/** A complete HTML page. Values in `html` templates are escaped. */
export const layout = (title: string, body: Html) => html`<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>${title}</title>
    <style>${raw(STYLE)}</style>
  </head>
  <body>
    <header><a href="/"><b>Sandbox marketplace</b></a><span>A stand-in for a real one. Nothing here leaves this machine.</span></header>
    <main>${body}</main>
  </body>
</html>`;

/** A button that calls a control with fixed fields. */
export const press = (path: string, label: string, fields: Record<string, string | number> = {}) => html`<form
  method="post"
  action="/sandbox${path}"
>
  ${Object.entries(fields).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`)}
  <button>${label}</button>
</form>`;

/** A coloured label; its CSS class is the text. */
export const chip = (text: string) => html`<span class="chip ${text}">${text}</span>`;

/** A budget in words, such as `60 to 90 USD an hour`. */
export const budgetText = (budget?: { kind: string; min?: number; max?: number; currency: string }): string => {
  if (!budget) return 'Budget open';
  const amounts = [...new Set([budget.min, budget.max])].filter((amount) => amount !== undefined);
  const range = amounts.map((amount) => amount.toLocaleString('en-US')).join(' to ');
  return `${range} ${budget.currency}${budget.kind === 'hourly' ? ' an hour' : ', fixed price'}`;
};
