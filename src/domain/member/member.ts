/** Who acts: always a Slack user of a tenant. */
export interface Actor {
  readonly tenantId: string;
  readonly slackUserId: string;
  readonly name: string;
}

/** What Slack says about a user. */
export interface SlackProfile {
  readonly slackUserId: string;
  readonly name: string;
  readonly email?: string;
  readonly timeZone?: string;
  readonly locale?: string;
  readonly isAdmin: boolean;
  readonly isBot: boolean;
  /** A single- or multi-channel guest. */
  readonly isGuest: boolean;
  /** Of another workspace (Slack Connect). */
  readonly isExternal: boolean;
  readonly isDeactivated: boolean;
}

/** A person of the tenant, usually tied to a marketplace profile. */
export interface Member extends SlackProfile {
  readonly tenantId: string;
  readonly person?: LinkedPerson;
}

export interface LinkedPerson {
  readonly id: string;
  readonly name: string;
  readonly profileUrl?: string;
  readonly email?: string;
  readonly linkedBy: 'email' | 'hand';
}

/** Whether a member may be offered as a colleague: a person who is here, one of us, and not a guest. */
export const isColleague = (member: Member): boolean =>
  !(member.isBot || member.isGuest || member.isExternal || member.isDeactivated);
