/** Feedback from a member to the team that runs Baton in the agency. */
export interface Feedback {
  readonly id: string;
  readonly tenantId: string;
  readonly from: { readonly slackUserId: string; readonly name: string };
  readonly text: string;
  readonly at: Date;
}
