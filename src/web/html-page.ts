import { createHash } from 'node:crypto';
import { type Html, html } from '../lib/html-template.js';
import type { Answer } from './send-answer.js';

/** A whole page in plain HTML: without scripts and further files, and with forms that are sent to its own host only. */
export interface HtmlPage {
  readonly title: string;
  /** CSS. */
  readonly style: string;
  readonly main: Html;
}

/** Renders a page, with a content security policy that allows only what the page needs. */
export function pageAnswer(status: number, { title, style, main }: HtmlPage): Answer {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  const { html: body } = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${{ html: style }}</style>
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
  const headers = { 'content-security-policy': policy.join('; ') };
  return { status, body, type: 'text/html; charset=utf-8', headers };
}
