/**
 * Why a webhook is refused. `unauthorized`: its Basic or Bearer credentials do not fit. `wrong-webhook`: it is another
 * webhook of the same vendor, which looks alike; `detail` says which one to set up.
 */
export type WebhookFault =
  | 'bad-signature'
  | 'unauthorized'
  | 'stale'
  | 'not-json'
  | 'unreadable'
  | 'unknown-type'
  | 'wrong-webhook'
  | 'bad-data';

/** Refuses a webhook. Neither the message nor `fields` contain any of the webhook's content. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook';
  readonly kind: WebhookFault;
  /** For `bad-data`: the paths of the fields that do not follow the format, such as `data.job.title`. */
  readonly fields: readonly string[];
  /** Tells whoever set up the webhook, in plain English, what to do instead. */
  readonly detail?: string;

  constructor(kind: WebhookFault, fields: readonly string[] = [], detail?: string) {
    super(fields.length ? `${kind}: ${fields.join(', ')}` : kind);
    this.kind = kind;
    this.fields = fields;
    if (detail !== undefined) this.detail = detail;
  }
}

/** Names the fields of a schema's issues, at most 20. */
export const fieldsOf = (issues: readonly { path: readonly PropertyKey[] }[]): string[] =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.')))].slice(0, 20);
