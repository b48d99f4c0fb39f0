/** How it was measured: the last part of the page. */
export const method = `## Method

- The product runs as it does in production: \`start:bot\` and \`start:worker\`, compiled, each in a process of its own. The baselines (\`bench/bare\`) are compiled the same way and run with the same flags of Node. Requests come from another process.
- MongoDB and Redis are the embedded ones, or those that \`MONGODB_URI\` and \`REDIS_URL\` name. Every write is acknowledged with \`w: majority, j: true\`, the baselines' too.
- The contenders take turns, forwards and backwards, after rounds that do not count. A ratio is taken within a round, and the median of the ratios counts.
- A click is signed, has the size of a real one (the modal or the card is in it), comes from one of 1,000 members and decides on an open invite of its own, which was put into the database before the clock started. An answer that is not the expected one ends the run.
- *Bolt that acks* is a Bolt 5 app on its ExpressReceiver whose listeners do nothing but \`ack()\`. *Bolt, one write* makes the same conditional \`findOneAndUpdate\` as the product before that, on documents of the same shape under the same indexes, with MongoDB's driver alone. *Bolt, one transaction* updates the invite and inserts a referral in one transaction, as *Refer* does; what *Refer* reads before that (the invite, both members, the job's other invites and referrals, and over HTTP who is the marketplace's candidate already) it does not read. None of them has a queue; Baton hands its jobs to Redis in the same rounds. No worker runs meanwhile.
- *bare, HMAC alone* is a \`node:http\` server that reads the body and checks the signature; *bare, one insert* also parses it and inserts the event under the same indexes.
- Open loop: requests go out on time whether or not the answers keep up, and a request's time begins when it was due. The timers of the sender are good to a millisecond or so, which is in every number, the baselines' too.
- The marketplace's call: from the moment the click was due to the moment the request arrives at an HTTP server that stands in for the marketplace (and for Slack), with an undo window of 0. The baseline is a Bolt app that makes one write and adds a BullMQ job, and a BullMQ worker that does nothing but make the call.
- \`/referrals\`: two databases with 1,000 members each. 100 of them look, and see five referrals sent, five received and their tallies; in one the referrals around them are a thousand, in the other many.
- \`npm run bench\` takes about eleven minutes on two cores; \`--quick\` takes a fraction of that, with fewer rounds and 100,000 referrals; \`--profile\` profiles every measurement, and not only those that missed their aim.
`;
