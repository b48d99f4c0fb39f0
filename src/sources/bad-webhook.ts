/**
 * The reason why a webhook is rejected. `unauthorized`: its Basic or Bearer credentials are wrong. `wrong-webhook`: it
 * is another, similar webhook of the same vendor; `detail` says which one to set up.
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

/** Thrown for a webhook that is rejected. Neither the message nor `fields` contain any of the webhook's content. */
export class BadWebhook extends Error {
  override readonly name = 'BadWebhook';
  readonly kind: WebhookFault;
  /** For `bad-data`: the paths of the fields that do not follow the format, such as `data.job.title`. */
  readonly fields: readonly string[];
  /** Instructions in plain English for the person who set up the webhook. */
  readonly detail?: string;

  constructor(kind: WebhookFault, fields: readonly string[] = [], detail?: string) {
    super(fields.length ? `${kind}: ${fields.join(', ')}` : kind);
    this.kind = kind;
    this.fields = fields;
    if (detail !== undefined) this.detail = detail;
  }
}

/** Returns the paths of invalid fields from a schema's issues, at most 20. */
export const fieldsOf = (issues: readonly { path: readonly PropertyKey[] }[]): string[] =>
  [...new Set(issues.map(({ path }) => path.map(String).join('.')))].slice(0, 20);
