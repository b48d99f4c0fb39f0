import type { Language } from '../languages.js';

/** A tenant's connection to its marketplace. The secrets are encrypted at rest. */
export interface Connection {
  /** Part of the webhook URL. */
  readonly id: string;
  readonly tenantId: string;
  /** The marketplace's name, such as `Sandbox`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** `whsec_...`; several while they rotate. */
  readonly webhookSecrets: readonly string[];
  readonly path: 'native' | 'handoff';
  readonly declineReasons: readonly DeclineReason[];
}

/** A reason for declining that the marketplace offers. */
export interface DeclineReason {
  readonly id: string;
  readonly text: string;
  /** The text in other languages, where the marketplace has them. */
  readonly translations?: { readonly [Spoken in Language]?: string };
}
