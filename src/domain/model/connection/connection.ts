import type { Language } from '../languages.js';

/** How a tenant reaches its marketplace. The secrets are sealed at rest. */
export interface Connection {
  /** Part of the webhook URL. */
  readonly id: string;
  readonly tenantId: string;
  /** What people call it, such as `Sandbox`. */
  readonly name: string;
  readonly baseUrl: string;
  readonly token: string;
  /** `whsec_...`; several while they rotate. */
  readonly webhookSecrets: readonly string[];
  readonly path: 'native' | 'handoff';
  readonly declineReasons: readonly DeclineReason[];
}

/** One of the marketplace's reasons for declining. */
export interface DeclineReason {
  readonly id: string;
  readonly text: string;
  /** The text in other languages, where the marketplace has others. */
  readonly translations?: { readonly [Spoken in Language]?: string };
}
