/** The parts of the contract that a schema cannot express. */
export const OVERVIEW = `
What a marketplace implements so that Baton can pass its job invitations on. The marketplace sends webhooks, Baton calls
the paths below.

**Authentication.** Every call carries \`Authorization: Bearer <token>\`. A token belongs to one agency and sees that
agency's invitations alone.

**Errors** are \`application/problem+json\` (RFC 9457). The last part of \`type\` is stable and says what went wrong;
\`detail\` says it to people. A 4xx with a problem of this document is a verdict: Baton takes back what was decided and
says why. \`job-closed\` also ends the invitation in Baton, where \`GET\` shows it as open, too: nobody can answer it. These
are no verdicts, and Baton tries them again, for three days at least, with the same key:

- 408, 425, 429 and every 5xx or 3xx, and a call without an answer;
- \`in-progress\` and \`idempotency-conflict\`, which speak of another request with that key;
- 401, \`unauthorized\`, and a 403 without a problem: the token is not let in, which an admin of the workspace hears;
- any other 4xx without a problem of this document, such as a proxy's page.

What a webhook says meanwhile counts as the answer.

**Answers to a decision.** A 2xx with a body says what the invitation has become, and Baton reads it: \`status\` is what
was asked for, or the decision did not take place; \`id\` is the invitation's, or it is no answer. 204 and 205 say that it
was done, and no more. 202 without a body says that it is not done yet: Baton asks again with the same key, until a 200 or
a webhook says how it ended.

**Lists.** An item that does not follow this document is left out, and the rest is used. A candidate whose \`standing\`
Baton does not know cannot be referred.

**Limits.** 429 carries \`Retry-After\` as in RFC 9110: whole seconds, or an HTTP date. Baton sends nothing for that agency
until then, but no longer than an hour; 30 s where it says anything else. A member whose decision waits for two minutes
hears that it is still on its way.

**Time.** Baton waits 5 s for an answer and then tries again. It follows no redirects.

**Sizes.** A webhook's body or an answer may have 2 MiB; a longer one is refused. Texts without a limit below may have any
length, and Baton keeps their beginning; what it does not show, such as the description of a job, it does not keep. Of an
agency's people it reads the first 10,000, and stops where their pages take more than a minute, 16 MiB or 500 pages.

**Extensions.** Unknown fields are ignored in what a marketplace sends. Absent means absent: no \`null\`.
`.trim();

/** The rules of the `Idempotency-Key`, in Markdown. */
export const IDEMPOTENCY = `
Makes a repeat harmless: a call whose answer was lost is sent again with the same key.

- The same key with the same request: the stored answer is sent again, with \`Idempotent-Replayed: true\`, and nothing is
  done twice.
- The same key with another path or body: 422, \`idempotency-conflict\`. Bodies are compared as JSON: neither the order of
  fields nor white space counts, and no body is as good as \`{}\`.
- The same key while the first request is still running: 409, \`in-progress\`, with \`Retry-After\`.
- Only a 2xx and a 4xx that is a verdict are remembered, for 7 days at least. A 401, a 429, a 5xx or a dropped connection
  is not: the next request with that key is carried out, unless the first one was.
- Keys of two agencies never meet.
`.trim();

/** How webhooks are signed and repeated, in Markdown. */
export const WEBHOOKS = `
Signed as in Standard Webhooks 1.0.0: \`HMAC-SHA256(secret, "<webhook-id>.<webhook-timestamp>.<raw body>")\` in base64,
with a secret of 24 to 64 bytes that is written as \`whsec_<base64>\`. While secrets rotate, one signature each.
Wait 15 s for the answer; retry after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, with the same id and a new
timestamp.

Events may come late, twice and in any order; every order ends the same:

- **Too early.** A status may come before the invitation that it is about, also while \`GET\` does not show that yet. Baton
  keeps it, asks again for three days at least, and applies it as soon as \`invitation.created\` comes or the answer to the
  call that made the invitation.
- **The furthest status stands**, whatever \`changedAt\` says: \`expired\`, \`archived\`, \`withdrawn\`, \`declined\`, \`accepted\`;
  after those a proposal that is \`hired\`. So \`accepted\` after \`declined\` counts, and \`declined\` after \`accepted\` does not:
  whoever steps back from a proposal withdraws that.
- **What is over stays over.** \`open\` opens no invitation again that ended on the marketplace; invite anew, with a new id.
- **A later deadline counts.** Send \`invitation.created\` again, with a new webhook id and the later \`expiresAt\`. It also
  opens what only Baton's own clock had ended. An earlier one, or none, changes nothing: send \`expired\` when it is over.
- **An invitation keeps its job and its freelancer.** One for somebody else is another invitation, with an id of its own.
- **Done after all.** A referral that looked as if it had failed, because its answer was lost, counts as soon as the
  colleague's invitation, its status or its proposal is told.
- **Late counts where it belongs**: what is told late is counted in the week and the month of its \`changedAt\`, but not
  before the referral nor in the future.
`.trim();
