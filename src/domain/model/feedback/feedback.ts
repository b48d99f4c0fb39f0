/** What a member wrote to the team behind the agency's Baton. */
export interface Feedback {
  readonly id: string;
  readonly tenantId: string;
  readonly from: { readonly slackUserId: string; readonly name: string };
  readonly text: string;
  readonly at: Date;
}
