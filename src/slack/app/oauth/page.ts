import { html } from '../../../lib/html.js';

/** A page with a title, a sentence and a link. */
export interface Page {
  readonly title: string;
  readonly text: string;
  readonly link: { readonly href: string; readonly text: string };
}

/** A page that says one thing. */
export const page = ({ title, text, link }: Page): string =>
  html`<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${title}</title>
<h1>${title}</h1>
<p>${text}</p>
<p><a href="${link.href}">${link.text}</a></p>
</html>
`.html;
