/** The parts of the contract that no schema can say. */
export const OVERVIEW = `
What a marketplace implements so that Baton can pass its job invitations on. The marketplace sends webhooks, Baton calls
the paths below.

**Authentication.** Every call carries \`Authorization: Bearer <token>\`. A token belongs to one agency and sees that
agency's invitations alone.

**Errors** are \`application/problem+json\` (RFC 9457). The last part of \`type\` is stable and says what went wrong;
\`detail\` says it to people. A 4xx is final, with four exceptions: 408, 425, \`in-progress\` and 429. Those, and every
5xx, are tried again, for three days at least.

**Limits.** 429 carries \`Retry-After\`, in seconds or as an HTTP date. Baton sends nothing for that agency until then.

**Time.** Baton waits 5 s for an answer and then tries again. It follows no redirects.

**Sizes.** A webhook's body or an answer may have 2 MiB; a longer one is refused. Texts without a limit below may have any
length, and Baton keeps their beginning; what it does not show, such as the description of a job, it does not keep. Of an
agency's people it reads the first 10,000, and stops where their pages take more than a minute, 16 MiB or 500 pages.

**Extensions.** Unknown fields are ignored in what a marketplace sends. Absent means absent: no \`null\`.
`.trim();

export const IDEMPOTENCY = `
Makes a repeat harmless: a call whose answer was lost is sent again with the same key.

- The same key with the same request: the stored answer is sent again, with \`Idempotent-Replayed: true\`, and nothing is
  done twice.
- The same key with another path or body: 422, \`idempotency-conflict\`. Bodies are compared as JSON: neither the order of
  fields nor white space counts, and no body is as good as \`{}\`.
- The same key while the first request is still running: 409, \`in-progress\`, with \`Retry-After\`.
- Only a 2xx and a final 4xx are remembered, for 7 days at least. A 5xx, a 429 or a dropped connection is not: the next
  request with that key is carried out, unless the first one was.
- Keys of two agencies never meet.
`.trim();

export const WEBHOOKS = `
Signed as in Standard Webhooks 1.0.0: \`HMAC-SHA256(secret, "<webhook-id>.<webhook-timestamp>.<raw body>")\` in base64,
with a secret of 24 to 64 bytes that is written as \`whsec_<base64>\`. While secrets rotate, one signature each.
Events may come late, twice and in any order: Baton keeps the id and never moves a state backwards. Wait 15 s for the
answer; retry after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h and 24 h, with the same id and a new timestamp.
`.trim();
