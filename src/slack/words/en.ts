/**
 * Baton's texts in English. `{{value}}` is filled in, and escaped where the text is formatted; `{{- value}}` is filled
 * in as it is (dates and links of Baton's). `_one` and `_other` are plural forms.
 */
export const en = {
  dates: {
    /** Slack fills in the tokens in the reader's own time zone. */
    at: '{date_short_pretty} at {time}',
    soon: '{date_short_pretty} at {time_secs}',
    left: '{date_short_pretty} at {time} ({ago})',
    ago: '{ago}',
    day: '{date_short_pretty}',
  },
  fault: {
    text: 'Something went wrong, and it was not your fault. It is safe to try again: nothing happens twice.',
    slow: 'That took too long. Please try again: nothing happens twice.',
  },
  /** Texts of interim replies and late answers. */
  late: {
    form: 'One moment: this takes longer than usual. What comes of it shows here.',
    lookUp: 'This takes long. Type on to try again',
    done: 'Done. You can close this.',
    errors: '{{- errors}} Nothing was saved. Close this, open the form again and try once more.',
  },
  notice: { title: 'Baton', close: 'Close' },
  /** The words of a button and what it is about, for screen readers. */
  buttonAbout: '{{label}}: {{subject}}',
  /** The replacement for an unknown name. */
  somebody: 'Somebody',
  /** The replacement for an erased name. Capitalized at the beginning of a sentence. */
  unnamed: 'a member',
  refusal: {
    'invite.notFound': 'This invite is not here any more. Look for it on the marketplace.',
    'invite.notYours': 'This invite is addressed to {{name}}, so only they can answer it.',
    'invite.notDecider': '{{name}} has answered this invite, so only they can say how it went on the marketplace.',
    'invite.youAccepted': 'You have accepted this invite already. The card shows how it goes on.',
    'invite.youDeclined': 'You have declined this invite already. The card shows how it goes on.',
    'invite.youReferred': 'You have referred {{name}} for this invite already. The card shows how it goes on.',
    'invite.alreadyDecided': 'Too late: {{by}} has answered this invite already. The card shows what was decided.',
    'invite.decidedElsewhere':
      'Too late: this invite was answered on the marketplace already. The card shows what was decided.',
    'invite.closed': 'This invite is closed on the marketplace, so it cannot be answered any more.',
    'invite.expired': 'This invite has expired, so it cannot be answered any more.',
    'invite.noTitle': 'Give the job a title, so that you find it again.',
    'invite.badLink':
      'This link leads to no job and no invitation. Copy the address of the job’s page, or leave the field empty.',
    'invite.noPage':
      'This is no link to a job. Paste the address of the job’s page, which begins with https://, or the whole text of the invitation.',
    'invite.profileLink':
      'This link leads to a person’s profile, and to no job and no invitation. Copy the address of the job’s page or of the invitation.',
    'invite.severalLinks':
      'These links lead to several jobs. Leave the one that this invite is about, and add the others one by one.',
    'invite.deadlinePast': 'This moment has passed. Pick a later one, or leave the field empty.',
    'invite.badBudget':
      'Baton cannot read this budget. Write the sum with its currency, such as $500 fixed price or $30 to $50 an hour, or leave the field empty.',
    'invite.budgetWithoutKind':
      'Is this for the whole job, or for an hour? Add it to the sum: “fixed price” or “an hour”.',
    'invite.certain':
      'Another source has confirmed meanwhile what this invitation says, so there is nothing left to correct. The card shows it.',
    'invite.severalMentioned':
      'An invite is addressed to one person, and you have mentioned several. Mention the one whose invite it is.',
    'invite.forOthers': 'You can add your own invites. A manager or an admin can add those of others.',
    'invitee.isBot': '{{name}} is a bot, and bots get no invites. Pick a person.',
    'invitee.hasLeft':
      '{{name}} has left the workspace, so no invite would reach them. Pick somebody else. If they are back, try again in a few minutes.',
    'invitee.isExternal':
      '{{name}} belongs to another workspace, and only people of this one get invites here. Pick somebody else.',
    'invitee.isGuest':
      '{{name}} is a guest, and guests get no invites here until they are linked. Pick somebody else, or ask an admin to link them with {{command}} link, or to let guests count as colleagues in {{command}} settings.',
    'referral.notFound': 'This referral is not here any more.',
    'referral.notYours': 'Only the person who referred can do that.',
    'referral.alreadyUndone': 'This referral was undone already. The card shows how the invite stands.',
    'referral.nothingToUndo': 'This referral did not go through, so nothing is left to undo. The card says why.',
    'referral.tooLateToUndo':
      'It is too late to undo: the time for it is over. The card shows how the referral stands.',
    'referral.jobTaken': 'A colleague was referred from here for this job already, and each job takes one referral.',
    'referral.toYourself': 'You cannot refer yourself. Pick a colleague, or accept the invite.',
    'referral.toAddressee': 'The invite is addressed to this person anyway. Pick a colleague, or accept it for them.',
    'referral.notEligible': 'This person cannot be referred from here. Pick somebody else from the list.',
    'referral.hasLeft': 'This person has left the workspace. Pick somebody else.',
    'referral.isBot': 'Bots take no jobs. Pick a person.',
    'referral.isExternal':
      'This person belongs to another workspace, and only people of this one can be referred here. Pick somebody else.',
    'referral.isGuest':
      'Guests cannot be referred here. Pick somebody else, or ask an admin to let guests count as colleagues.',
    'referral.privateJob': 'This job is private, and private jobs cannot be referred. You can accept or decline it.',
    'referral.notReleased':
      'Referring is being switched on step by step, and not for this invite yet. You can accept or decline it.',
    'referral.chainTooLong':
      'This job has been passed on as often as your workspace allows. You can accept or decline it.',
    'referral.backUpTheChain': 'This colleague passed the job on before. Pick somebody else.',
    'referral.alreadyInvited': 'This colleague is invited to this job already. Pick somebody else.',
    'referral.alreadyProposed': 'This colleague has a proposal for this job already. Pick somebody else.',
    'referral.alreadyReferred': 'This colleague was referred for this job already. Pick somebody else.',
    'referral.alreadyHired': 'This colleague is hired for this job already. Pick somebody else.',
    'referral.alreadyInvolved': 'The marketplace names this colleague for this job already. Pick somebody else.',
    'referral.noSuchPerson':
      'The marketplace account of this person is not known. Pick somebody else, or ask an admin to link them with {{command}} link.',
    'referral.noSuchAddress': 'No marketplace account has this address. Check it, or pick somebody else.',
    'referral.sharedAddress': 'Several people have this address. Search for the one you mean by name, and pick them.',
    'referral.needsProfile':
      'This job is private, so you recommend your colleague in a message to the client, which must not hold an email address. Paste the address of their profile instead.',
    'referral.notAwaitingHandoff': 'Nothing is left to do here: this was done before, or it was undone.',
    'member.unknown':
      'Baton does not know this person. People of other workspaces cannot be chosen; whoever has just joined is known within a minute.',
    'member.youUnknown': 'Baton does not know you yet. Wait a minute after you joined, then try again.',
    'member.external': 'You belong to another workspace, and only members of this one can use Baton here.',
    'member.deactivated':
      'Slack says that your account in this workspace is deactivated, so nothing was done. If you are back, try again in a few minutes.',
    'member.notOneOfUs':
      'Only members of the team can do that. If you are a guest here, ask an admin to link you or to let guests count as colleagues. If you have joined a moment ago, wait a minute and try again.',
    'member.notAdmin': 'Only a workspace admin, or whoever installed Baton, can do that.',
    'relay.notFound': 'This question is not here any more. Nothing is left to do.',
    'relay.notYours': 'This is a matter between {{name}} and those they asked. Nothing is left for you to do.',
    'relay.yourOwn': 'You have asked this yourself, so the answer is up to those you asked.',
    'relay.youSaidYes': 'You have said yes already. This message shows what comes of it.',
    'relay.youSaidNo':
      'You have said no already, and nothing is left to do. If you want the job after all, tell whoever asked you.',
    'relay.over': 'This question is over: it was answered, it ran out, or it was taken back.',
    'relay.tooMany': 'Pick at least one colleague to ask, and {{most}} at the most.',
    'relay.practice':
      'This is practice, so nobody is asked. On a real invite you name up to three colleagues here, and the first who says yes is referred.',
    'relay.running': 'Colleagues are being asked about this invite already. Wait for them, or stop asking on the card.',
    'member.badProfile': 'Some of what you say about yourself is out of bounds, so nothing was saved.',
    'member.notShown': '{{name}} has not chosen to show their counts.',
    'member.left': 'This person is not a member of the team any more, so only managers see their counts.',
    'member.elsewhere': '{{name}} belongs to another workspace, and only people of this one are counted here.',
    'member.isBot': '{{name}} is a bot, and bots have no referrals to count.',
    'member.severalMentioned':
      'This is about one person, and you have mentioned several, so nothing was done. Mention only the one you mean.',
    'member.yourselfAlone':
      'Everybody does this for themselves alone, so nothing was done. The person you mentioned can type the same; to see their numbers, type {{command}} with their name.',
    'member.forgotten':
      'This person had their data deleted. They can be linked once they save “About me” on their Home tab.',
    'member.youForgotten': 'You had your data deleted. Save “About me” on your Home tab first, then link yourself.',
    'member.personTaken': 'This marketplace account is linked to {{name}}. Unlink it there first.',
    'member.personIsYours': 'This marketplace account is linked to you. Unlink yourself first.',
    'button.outdated':
      'Baton does not know this button any more, so nothing was done. Open the Home tab of Baton: what waits for you stands there.',
    'form.outdated':
      'Baton cannot read this form any more, so nothing was done. Copy what you wrote, close the form and open it again.',
    'tenant.notInstalled': 'Baton is not installed in this workspace. Ask an admin to install it again.',
    'tenant.notConnected': 'No marketplace is connected yet. Ask an admin to run {{command}} connect.',
    'tenant.badSettings': 'Some of these settings are out of bounds, so nothing was saved.',
    'connection.badUrl': 'This address cannot be used. It must start with https:// and lead to a public server.',
    'connection.badToken':
      'This is no token: no token has spaces or such letters. Copy it again, without anything around it.',
    'connection.badKey':
      'This is no key of that service, or not all of it. Copy it there again, from its beginning to its end.',
    'connection.badMailAddress': 'This is no mail address. It looks like upwork@in.your-agency.com.',
    'connection.badDomain': '“{{domain}}” is no domain. Write what stands behind the @, such as your-agency.com.',
    'connection.missing': 'This field is still empty, and the connection cannot work without it.',
    'connection.gone': 'This connection is not there any more. Somebody may have removed it a moment ago.',
    'connection.removed':
      'Baton’s connection to this marketplace was removed, so Baton can send nothing there. Answer on the marketplace itself, or ask an admin to connect it again with {{command}} connect.',
    'connection.elsewhere':
      '“{{name}}” has another address, and what waits for it must not be sent here. For this one, choose “Add a connection” in the list that {{command}} connect opens. If “{{name}}” is no longer used, remove it there afterwards.',
    'connection.alreadyThere':
      'This is connected already, as “{{name}}”, so nothing was saved. To change its name, its token or who gets its invites, choose “Set up again” beside it in the list that {{command}} connect opens.',
    'connection.noSecret':
      'No webhook secret of your connections was made by Baton, so Baton cannot renew one. Make a new one at the other end, then enter it with {{command}} connect and Set up again.',
    'connection.unheard':
      'Baton has no public address here, so no webhook can reach it. With an API token Baton asks by itself: paste one.',
    'connection.busy': 'It takes no more calls for the moment. Nothing was saved: wait a minute, then press again.',
    'connection.rejected': 'The marketplace turned the token down. Check it, or make a new one there.',
    'connection.unreadable':
      'Something answers there, but not in the form that Baton reads: {{fault}}. Check that this is the address of the API.',
    'marketplace.unreachable': 'The marketplace does not answer. Check the address, or try again in a minute.',
    'marketplace.tooLong':
      'The marketplace’s list of your agency’s people is so long that Baton stopped reading it. Please ask its support why; whoever is linked stays linked.',
  },
  /** Reasons of a failure, by the marketplace's code. */
  trouble: {
    'bad-request': 'the marketplace did not understand it',
    unauthorized: 'the marketplace does not let Baton in at the moment; those who look after Baton here are told',
    'not-yours': 'the marketplace says that the invite is addressed to somebody else',
    'invitation-not-found': 'the marketplace does not know this invite any more',
    'invitation-not-open': 'the invite is not open on the marketplace any more',
    'job-closed': 'the job is closed',
    'job-private': 'this job is private, and private jobs cannot be referred',
    'already-referred': 'this colleague was referred for this job already',
    'already-invited': 'this colleague is invited to this job already',
    'already-proposed': 'this colleague has a proposal for this job already',
    'already-hired': 'this colleague is hired for this job already',
    'person-not-found': 'the marketplace account of this person is not known; pick somebody else',
    'idempotency-conflict': 'the marketplace took it for another request',
    'colleague-left': 'the referred colleague has left the workspace',
    'not-carried-out': 'the marketplace did not carry it out and gave no reason',
    unreachable:
      'the marketplace did not answer for a long time, and may have it all the same, so look there before you answer again',
    paused: 'Baton’s connection to the marketplace was paused for too long; ask an admin to resume it',
    disconnected:
      'Baton’s connection to the marketplace was removed, and nobody connected it again within three days; ask an admin to connect it',
    'not-sent': 'Baton was not able to send it',
    'not-shown':
      'the invite is declined on the marketplace, which does not show whether your colleague has it, so look there, and ask them',
    'handoff-failed': 'it could not be done on the marketplace',
    other: 'the marketplace refused it',
  },
  card: {
    untitled: 'A job without a title',
    title: '*{{title}}*',
    eyebrow: {
      mine: '*New invite for you*',
      unlinked: '*Invite for {{person}}*, who is not linked to anybody here',
      referred: '*{{name}} referred you*',
      referredUnlinked: '*{{name}} referred {{person}}*, who is not linked to anybody here',
      moved: '*Invite for {{person}}*',
      unnamed: '*New invite*, from a mail that names nobody',
    },
    deadline: 'answer by *{{- deadline}}*',
    unlinkedHint:
      'Anybody in the team may answer. Once an admin links {{person}} to a member, such invites go to them directly.',
    answerTogether: 'Anybody in the team may answer.',
    answerAlone: 'Only you see this message, and you may answer it.',
    /** Where the address of a mail stands for no one person. */
    unclear: {
      unnamed: 'Let each mailbox forward its mails by a rule of its own, and Baton sees whose they are.',
      shared: 'Several people have the address {{email}}, so Baton does not know whose invite it is.',
      give: 'If you know it, a manager or an admin can give it to them: `{{command}} add @name` and the link of the invitation.',
    },
    unlinkedAlone:
      'Only you see this message, and you may answer it. Link {{person}} to a member, and such invites go to them directly.',
    /** The other people of the agency who are invited to the job. */
    peers: {
      line: 'Also invited: {{- list}}',
      open: '{{name}}',
      accepted: '{{name}} (accepted)',
      declined: '{{name}} (declined)',
      referred: '{{name}} (passed it on)',
      more_one: '{{count}} other',
      more_other: '{{count}} others',
      many: 'more than {{most}} others',
    },
    noteFrom: '{{name}} writes:',
    letterFrom: 'The client writes:',
    free: 'Accepting costs no Connects.',
    uncertain: 'Read from a mail alone. Check it on the marketplace before you answer.',
    /** Another source has confirmed the rest. */
    uncertainSome: 'Read from a mail alone: {{- list}}. Check it on the marketplace before you answer.',
    uncertainField: {
      title: 'the title',
      url: 'the link',
      letter: 'the letter',
      budget: 'the budget',
      skills: 'the skills',
      private: 'that the job is private',
      client: 'facts about the client',
      freelancer: 'who is invited',
      invitedAt: 'the day of the invitation',
      expiresAt: 'the deadline',
    },
    /** Of an invite that has expired, beside the button to correct it. */
    doubtfulEnd:
      'Only its deadline says so, and that is not certain. Correct it if it is wrong: the invite opens again.',
    uncertainRest: 'Check the rest on the marketplace before you answer.',
    corrected: {
      you: 'You corrected what was read from a mail.',
      other: '{{name}} corrected what was read from a mail.',
    },
    inferred: 'Baton works this out from the job and the person. The marketplace does not say so itself.',
    /** One line each: the job, and the client. */
    budget: {
      fixed: '{{amount}} fixed price',
      hourly: '{{amount}} an hour',
      from: 'from {{amount}}',
      upTo: 'up to {{amount}}',
    },
    client: {
      rating: '★ {{rating}}',
      spent: '{{amount}} spent',
      hires_one: '{{count}} hire',
      hires_other: '{{count}} hires',
      verified: 'payment verified',
      unverified: 'payment not verified',
    },
    letterMore: 'The letter goes on.',
    /** The small print of an open card about passing it on. */
    passOn: {
      both: '*Can’t take it?* Declining counts as an answer, silence does not. Better still: refer a colleague, or ask them first.',
      refer: '*Can’t take it?* Declining counts as an answer, silence does not. Better still: refer a colleague.',
      neither: '*Can’t take it?* Declining counts as an answer, silence does not.',
    },
    best: '*Best match: {{name}}*\n{{why}}',
    /** The names of everybody who passed the invite on, from the first. */
    chain: 'Passed on: {{- chain}}',
    you: 'you',
    /** A manager decided for a member. */
    behalf: {
      other: '{{name}} decided for {{member}}.',
      you: '{{name}} decided for you.',
      by: 'You decided for {{member}}.',
    },
    /** The latest milestone, by the marketplace's name. */
    progress: {
      viewed: 'The client has looked at {{colleague}}.',
      interviewed: 'The client is talking to {{colleague}}.',
      'proposal-declined': 'The client turned {{colleague}}’s proposal down.',
      'proposal-withdrawn': '{{colleague}} took the proposal back.',
      'job-closed': 'The job is closed.',
    },
    /** The outcome of an invite that its reader accepted. */
    own: {
      viewed: 'The client has looked at your proposal.',
      interviewed: 'The client is talking to you.',
      'proposal-declined': 'The client turned your proposal down.',
      'proposal-withdrawn': 'Your proposal was taken back.',
      'job-closed': 'The job is closed.',
      hired: '*The client hired you!*',
    },
    /** The referrals that followed a referral. */
    onward: {
      begun: '{{name}} is passing it on to {{colleague}}.',
      forwarded: '{{name}} passed it on to {{colleague}}; no answer yet.',
      passedOn: '{{name}} passed it on to {{colleague}}.',
      accepted: '{{name}} passed it on to {{colleague}}, who accepted.',
      hired: '{{name}} passed it on to {{colleague}}, and the client hired {{colleague}}.',
      declined: '{{name}} passed it on to {{colleague}}, who declined.',
      expired: '{{name}} passed it on to {{colleague}}. It expired without an answer.',
      withdrawn: '{{name}} passed it on to {{colleague}}. The client withdrew the invite.',
    },
    /** The state of a relay. */
    asking: {
      now: '*{{colleague}} is being asked*, until {{- deadline}}.',
      soon: '*Your colleagues are being asked.*',
      next: 'After that: {{colleague}}.',
      yes: '{{colleague}} said yes.',
      no: '{{colleague}} said no.',
      'no-answer': '{{colleague}} did not answer in time.',
      meanwhile: 'You can still decide yourself; then nobody is asked any more.',
      exhausted: 'Nobody who was asked said yes. The invite is still yours to answer.',
    },
    reopened: '*Your last answer did not go through:* {{reason}}. The invite is open again.',
    notSent: '*Your answer did not go through:* {{reason}}.',
    said: 'The marketplace says:',
    noted: 'What was seen there:',
    link: '<{{- url}}|{{label}}>',
    pick: 'Pick a colleague',
    button: {
      open: 'Open on the marketplace',
      openOn: 'Open on {{marketplace}}',
      letter: 'Read the whole letter',
      letterAgain: 'Read the letter',
      accept: 'Accept',
      decline: 'Decline',
      refer: 'Refer',
      referThem: 'Refer {{name}}',
      referOther: 'Refer somebody else',
      undo: 'Undo',
      takeBack: 'Take it back',
      done: 'I’ve done it',
      notDone: 'It did not work',
      ask: 'Ask first',
      stopAsking: 'Stop asking',
      correct: 'Correct it',
    },
    confirmAccept: {
      title: 'Accept this invite?',
      text: 'The client will see that you are interested in this job.',
      byHand:
        'You then accept it on the marketplace yourself; the card leads you there. You can take it back until you say that it is done.',
      textFor: 'The client will see that {{name}} is interested in this job.',
      textPractice: 'This is practice: the card will look as it does after you accept, and nobody else hears of it.',
      yes: 'Accept',
      no: 'Cancel',
    },
    text: {
      mine: 'New invite: {{title}}. {{- facts}}',
      referred: '{{name}} referred you: {{title}}. {{- facts}}',
      unlinked: 'Invite for {{person}}, who is not linked to anybody here: {{title}}. {{- facts}}',
      unnamed: 'Invite from a mail that names nobody: {{title}}. {{- facts}}',
      reopened: 'Your last answer did not go through, and the invite is open again: {{title}}. {{- facts}}',
      deadline: 'Answer by {{- deadline}}.',
      done: '{{title}}: {{- state}}',
    },
    /** The first sentence of a decided card: who did what, to its reader or to others. */
    head: {
      you: {
        accepted: '*You accepted* {{- when}}.',
        declined: '*You declined* {{- when}}.',
        refers: '*You are referring {{colleague}}.*',
        referred: '*You referred {{colleague}}* {{- when}}.',
        undone: '*You took back the referral of {{colleague}}.*',
        tried: '*You tried to refer {{colleague}}* {{- when}}.',
        passedOn: '*You passed this on* {{- when}}.',
      },
      other: {
        accepted: '*{{name}} accepted* {{- when}}.',
        declined: '*{{name}} declined* {{- when}}.',
        refers: '*{{name}} is referring {{colleague}}.*',
        referred: '*{{name}} referred {{colleague}}* {{- when}}.',
        undone: '*{{name}} took back the referral of {{colleague}}.*',
        tried: '*{{name}} tried to refer {{colleague}}* {{- when}}.',
        passedOn: '*{{name}} passed this on* {{- when}}.',
      },
    },
    /** The second sentence: what came of it so far. */
    tail: {
      unconfirmed: {
        you: 'You said that it is done, but the marketplace has not confirmed it for three days. Look there once more.',
        other:
          '{{teller}} said that it is done, but the marketplace has not confirmed it for three days. Look there once more.',
      },
      sending: 'The marketplace is being told.',
      delayed: 'The marketplace does not take it at the moment; Baton keeps trying.',
      paused:
        'It waits, since Baton’s connection to the marketplace is paused. Once an admin resumes it, with `{{command}} connect`, Baton goes on by itself.',
      disconnected:
        'It waits, for up to three days, since Baton’s connection to the marketplace was removed. Once an admin connects it again, with `{{command}} connect`, Baton goes on by itself.',
      confirmed: 'The marketplace has confirmed it.',
      said: {
        you: 'You said it is done on the marketplace.',
        other: '{{teller}} says it is done on the marketplace.',
      },
      handoff: 'It is not on the marketplace yet.',
      held: 'It will be sent {{- release}}; until then it can be undone.',
      heldByHand: 'What to do on the marketplace comes {{- release}}; until then it can be undone.',
      forwarded: 'No answer yet.',
      accepted: '*{{colleague}} accepted.*',
      hired: '*The client hired {{colleague}}!*',
      declined: '{{colleague}} declined.',
      passedOn: '{{colleague}} passed it on to {{next}}.',
      expired: 'It expired without an answer.',
      withdrawn: 'The client withdrew the invite.',
      failed: 'It did not go through: {{reason}}.',
    },
    state: {
      open: 'The invite is open.',
      moved: '{{person}} is linked to {{member}} now, who has this invite in their direct messages.',
      unlinked:
        'This invite is addressed to {{person}}, who is not linked to anybody here yet. If that is you, ask an admin to link you, and it comes to you.',
      accepted: 'This was accepted on the marketplace.',
      declined: 'This was declined on the marketplace.',
      duplicate: 'This is the same invitation as on another card. Everything is there now; please answer it there.',
      withdrawn: 'The client withdrew this invite.',
      expired: 'This invite expired without an answer.',
      archived: 'The marketplace has closed this invite.',
    },
    handoff: {
      accepted: '*Your turn:* this marketplace takes no answers from apps. Do this there, then come back:',
      declined: '*Your turn:* this marketplace takes no answers from apps. Do this there, then come back:',
      referred: '*Your turn:* this marketplace takes no referrals from apps. Do this there, then come back:',
      paused:
        '*Your turn:* Baton does not send this, since its connection to the marketplace was paused. Do this there, then come back:',
      step: {
        open: {
          invitation: 'Open the invitation with the button below.',
          job: 'Open the job with the button below, and go on to your invitation.',
          list: 'Open your invitations on Upwork with the button below, and find this one.',
        },
        press: 'Press *{{label}}*.',
        accept: 'Accept it.',
        decline: 'Decline it.',
        reason: 'Choose the reason *{{reason}}*.',
        refer: 'Where it asks whom you refer, paste this:',
        write: 'Paste this as your message:',
      },
      /** Texts for the client, in the client's language: why, and who can do the job instead. */
      because: {
        time: 'Thank you for the invite. I have no time for this job at the moment, but I can highly recommend {{colleague}}.',
        skills:
          'Thank you for the invite. This job needs other skills than mine, but I can highly recommend {{colleague}}.',
        budget:
          'Thank you for the invite. I cannot do this job within its budget, but I can highly recommend {{colleague}}.',
        other: 'Thank you for the invite. I cannot take this job on myself, but I can highly recommend {{colleague}}.',
      },
      /** Instead of an email address, which a client must not see. */
      nameless: 'a colleague',
    },
  },
  letter: {
    title: 'The letter',
    empty: 'The client wrote no letter.',
    cut: 'The letter goes on; it is too long for Slack. <{{- url}}|Read the rest on the marketplace>.',
  },
  handoffTrouble: {
    title: 'What went wrong?',
    submit: 'Tell Baton',
    cancel: 'Back',
    about: 'You could not carry out your decision about *{{title}}* on the marketplace.',
    label: 'What happened there',
    hint: {
      referral:
        'Where nobody can be referred, Baton turns it into a decline that recommends your colleague in the message. Otherwise the invite opens again, and you decide anew.',
      decision: 'If the invitation is over, its card closes. Otherwise the invite opens again, and you decide anew.',
    },
    why: {
      'no-referral': 'I cannot refer anybody there (private, or no such field)',
      'already-invited': 'My colleague is invited or has applied already',
      'not-open': 'The invitation is not open any more',
      other: 'Something else',
    },
    detail: 'What you saw',
    detailHint: 'It stands on the card, for you and those who decide with you.',
  },
  correct: {
    title: 'Correct what was read',
    submit: 'Save',
    cancel: 'Cancel',
    about:
      'Baton read this from a mail and may have got it wrong. What you change stays as you write it, whatever another source says, and the card says that it was you.',
    aboutEnded:
      'The deadline that Baton knew of has passed. Enter the right one, or leave it empty if you know none: the invite opens again. What you change stays as you write it, and the card says that it was you.',
    skills: 'Skills',
    skillsHint: 'With commas between them.',
    budget: 'Budget',
    budgetHint: {
      hourly: 'Such as $500 fixed price, or $30 to $50 an hour. A sum alone stays an hourly rate.',
      fixed: 'Such as $500 fixed price, or $30 to $50 an hour. A sum alone stays a fixed price.',
      unknown: 'Such as $500 fixed price, or $30 to $50 an hour.',
    },
    private: 'Private job',
    isPrivate: 'This job is private: nobody can be referred to it.',
    client: 'The client’s name',
    country: 'The client’s country',
  },
  add: {
    title: 'Add an invite',
    next: 'Next',
    submit: 'Add the invite',
    cancel: 'Cancel',
    about:
      'For an invitation that Baton has not heard of. Paste its link or its whole text, and the next form is filled in from it. Nothing is opened or fetched.',
    paste: 'The link or the text of the invitation',
    pasteHint: 'A forwarded email or another tool’s message is fine, too. You can leave this empty.',
    otherJobs_one:
      'There was a link to another job, too. *Only the first one is added here.* Add the other one by itself.',
    otherJobs_other:
      'There were links to {{count}} other jobs, too. *Only the first one is added here.* Add the others one by one.',
    job: 'The job’s title',
    link: 'Link',
    linkHint: 'The page of the invitation or of the job.',
    whose: 'Whose invite it is',
    whoseHint: 'They get the card and answer it. You can answer in their place.',
    yours: 'This will be your invite.',
    how: 'Name somebody from the list that Slack shows while you type: `{{command}} add @name`',
    pasteFor: 'It is for *{{name}}*. The next form asks again.',
    deadline: 'Answer by',
    deadlineHint: 'Baton reminds in time, and closes the invite then.',
    letter: 'The client’s letter',
    letterHint: 'What the client wrote, or the description of the job.',
    read: 'This was read as well, and will be on the card:',
    done: 'The invite is added. Its card is in your messages with Baton.',
    doneFor: 'The invite is added. {{name}} has its card in the messages with Baton.',
    known: 'This invite is here already. {{state}}',
    ownMessage:
      'Baton wrote this message itself, so there is no new invitation in it. If it is about an invite, answer that on its card, in your messages with Baton or on its Home tab. To add a new one, use this on a message that holds an invitation, or type {{command}} add.',
    state: {
      open: 'It is still open.',
      accepted: 'It was accepted.',
      declined: 'It was declined.',
      referred: 'A colleague was referred.',
      withdrawn: 'The client withdrew it.',
      expired: 'It has expired.',
      archived: 'It is closed.',
    },
    open: 'Go to its card',
  },
  decline: {
    title: 'Decline this invite?',
    submit: 'Decline the invite',
    cancel: 'Cancel',
    about: '*{{title}}*',
    aboutFor: '*{{title}}*, for {{name}}',
    means: 'Declining counts as an answer and does not hurt future invites. *It cannot be undone.*',
    meansByHand:
      'Declining counts as an answer and does not hurt future invites. *You then decline on the marketplace yourself:* the card leads you there. You can take it back until you say that it is done.',
    reason: 'Reason',
    reasonHint: 'The marketplace gets it.',
    reasonHintByHand: 'Give the same one on the marketplace. The card reminds you of it.',
    otherReason: 'Another reason',
    message: 'Message to the client',
    messageHint: 'Do not share contact details: most marketplaces forbid it.',
  },
  refer: {
    title: 'Refer a colleague',
    submit: 'Refer',
    cancel: 'Cancel',
    about: 'You decline “{{title}}” and pass it on, in one step.',
    aboutFor: 'You decline “{{title}}” for {{name}} and pass it on, in one step.',
    byHand:
      'You then decline on the marketplace yourself: the card leads you there. You can take it back until you say that it is done.',
    byHandPrivate:
      'This job is private, so there is no field for referrals: you decline on the marketplace yourself, with a message that recommends your colleague. The card has it ready, and you can take it back until you say that it is done.',
    undo: 'You can undo it for {{time}}; only then is anything sent.',
    atOnce: 'It is sent at once.',
    colleague: 'Colleague',
    colleagueHint: 'Type a name to search the marketplace too, or paste a profile URL or an email address.',
    colleagueByHand: 'Type a name. For somebody outside your team, paste their profile URL or email address.',
    reason: 'Reason for declining',
    noteToColleague: 'Note to the colleague',
    noteToColleagueHint: 'They see it with the invite.',
    noteToColleagueByHand: 'A colleague here gets it in Slack once you say that it is done.',
    noteToClient: 'Note to the client',
    noteToClientHint: 'The client sees it beside the colleague. Do not share contact details.',
    noteToClientByHand: 'It stands in the text that you paste on the marketplace. Do not share contact details.',
    tip: 'Refer what suits your colleague: they have the time or the skills that you lack. If something is wrong with the job itself, decline it instead.',
    faq: '<{{- faqUrl}}|Questions about referrals>',
    team: 'Your team',
    market: 'On the marketplace',
    nobody: 'Nobody found',
    nobodyHint: 'Try another name',
    trouble: 'The marketplace did not answer',
    troubleHint: 'Type on to try again',
    pickSomebody: 'Pick a colleague from the list.',
    unknownAddress: 'No account has this address',
    unknownAddressHint: 'Check it, or pick somebody else',
    uncheckedAddress: 'Not in your team',
    uncheckedAddressHint: 'Not looked up: you refer them yourself on the marketplace',
  },
  /** Facts for and against a colleague, each short enough to share a line. */
  why: {
    skills: 'knows {{skills}}',
    open: 'open to work',
    full: 'full',
    fullUntil: 'full until {{day}}',
    zone_zero: 'same hours as the client',
    zone_one: '{{count}} hour from the client',
    zone_other: '{{count}} hours from the client',
    record: 'accepted {{accepted}} of {{received}}',
    load: '{{count}} new this month',
  },
  ask: {
    title: 'Ask colleagues first',
    submit: 'Ask',
    cancel: 'Cancel',
    about:
      'Colleagues are asked one after the other, privately, whether they would take “{{title}}”. Whoever says yes first is referred; until then nothing is sent.',
    minutes_one: 'Each has {{count}} minute to answer. You can stop at any time.',
    minutes_other: 'Each has {{count}} minutes to answer. You can stop at any time.',
    whom: 'Whom to ask, in this order',
    whomHint: 'Colleagues of this workspace; the best match is at the top of the list.',
    pick: 'Pick up to three colleagues',
    refused: '{{name}}: {{why}}',
    reason: 'Reason for declining, when somebody says yes',
  },
  relay: {
    text: '{{name}} asks: would you take “{{title}}”?',
    eyebrow: '*{{name}} asks: would you take this job?*',
    clock:
      'Answer by {{- deadline}}. With a yes, {{name}} refers you and the invite comes to you. A no is seen by {{name}} alone.',
    yes: 'Yes, I’d take it',
    no: 'No, thanks',
    said: {
      yes: 'You said yes.',
      no: 'You said no.',
      'no-answer': 'You did not answer in time.',
      nothing: 'No answer is needed any more.',
    },
    ended: {
      agreed: '{{colleague}} said yes and is being referred.',
      exhausted: 'Nobody said yes.',
      cancelled: '{{name}} stopped asking.',
      overtaken: 'Nobody is asked any more.',
      you: 'You are being referred.',
    },
    /** Reasons why a colleague who said yes is not referred, by rule. */
    forbidden: {
      'referral.jobTaken': '{{colleague}} said yes, but somebody here has referred a colleague for this job meanwhile.',
      'referral.alreadyInvited': '{{colleague}} said yes, but is invited to this job already.',
      'referral.alreadyProposed': '{{colleague}} said yes, but has a proposal for this job already.',
      'referral.alreadyReferred': '{{colleague}} said yes, but was referred for this job already.',
      'referral.alreadyHired': '{{colleague}} said yes, but is hired for this job already.',
      'referral.notEligible': '{{colleague}} said yes, but cannot be referred any more.',
      'referral.hasLeft': '{{colleague}} said yes, but has left the workspace.',
      'referral.isGuest': '{{colleague}} said yes, but is a guest, and guests cannot be referred here.',
      'referral.noSuchPerson': '{{colleague}} said yes, but their marketplace account is not known.',
      'referral.privateJob': '{{colleague}} said yes, but the job is private now.',
      'referral.notReleased': '{{colleague}} said yes, but referring is not switched on for {{name}} any more.',
      'referral.chainTooLong':
        '{{colleague}} said yes, but the job has been passed on as often as the workspace allows.',
      'invite.notYours': '{{colleague}} said yes, but the invite is addressed to somebody else now.',
      'invite.expired': '{{colleague}} said yes, but the invite has expired.',
      other: '{{colleague}} said yes, but cannot be referred to this job any more.',
    },
    stillYours: 'The invite is still yours to answer.',
    over: '{{name}} asked about “{{title}}”. {{- state}}',
    news: {
      agreed: '{{colleague}} said yes to “{{title}}” and is being referred.',
      exhausted: 'Nobody whom you asked about “{{title}}” said yes. The invite is still yours to answer.',
      cancelled: 'You have stopped asking about “{{title}}”. The invite is still yours to answer.',
      overtaken: 'Nobody is asked about “{{title}}” any more. {{- why}}',
    },
  },
  nudge: {
    waiting: '*“{{title}}” still waits for your answer.*',
    text: '“{{title}}” still waits for your answer.',
    clock: 'Answer by {{- deadline}}. Declining counts as an answer; silence does not.',
    noDeadline: 'Declining counts as an answer; silence does not.',
    manager: '*{{name}} has not answered “{{title}}”.* You can decide in their place; your name is shown with it.',
    managerText: '{{name}} has not answered “{{title}}”. You can decide in their place.',
    over: '“{{title}}”: {{- state}}',
    decided: {
      you: {
        accepted: 'You accepted it {{- when}}.',
        declined: 'You declined it {{- when}}.',
        referred: 'You passed it on {{- when}}.',
      },
      other: {
        accepted: '{{name}} accepted it {{- when}}.',
        declined: '{{name}} declined it {{- when}}.',
        referred: '{{name}} passed it on {{- when}}.',
      },
    },
  },
  /** Texts for managers: a card does not reach its member. */
  unreached: {
    text: 'Baton cannot write to {{name}}, so “{{title}}” waits unseen. You can decide in their place.',
    left: '*{{name}} has left this workspace*, and “{{title}}” still waits for an answer. You can decide in their place.',
    leftText: '{{name}} has left this workspace, and “{{title}}” still waits. You can decide in their place.',
    what: '*Baton cannot write to {{name}}*, so “{{title}}” waits unseen. They see it on the Home tab of Baton, if they open it; you can decide in their place.',
    why: {
      'messages-off':
        'The Messages tab of Baton is switched off. Whoever manages the Slack app switches it on under *App Home*; then invites arrive again.',
      'not-found':
        'Slack shows Baton no such person here. If they are no member of this workspace, an admin links the account to somebody else with `{{command}} link`.',
      archived:
        'Their conversation with Baton is archived. They can open Baton under *Apps* and write to it; then invites arrive again.',
      'not-allowed':
        'This workspace does not let Baton write to them. An admin of the workspace can allow it in its settings.',
      bot: 'This is a bot, and bots get no messages. An admin links the account to a person with `{{command}} link`.',
      refused:
        'Slack does not take the message. Please tell those who look after Baton here, with the title of the job.',
      left: 'So that further invites reach somebody, an admin links the account to somebody else with `{{command}} link`.',
    },
  },
  news: {
    forwarded: 'Your referral of {{colleague}} for *{{title}}* was sent.',
    said: {
      you: 'You said that your referral of {{colleague}} for *{{title}}* is done on the marketplace.',
      other: '{{teller}} says that the referral of {{colleague}} for *{{title}}* is done on the marketplace.',
    },
    viewed: 'The client has looked at {{colleague}} for *{{title}}*.',
    interviewed: 'The client is talking to {{colleague}} about *{{title}}*.',
    accepted: '{{colleague}} accepted *{{title}}*, which you passed on.',
    'proposal-declined': 'The client turned {{colleague}}’s proposal for *{{title}}* down.',
    hired: '{{colleague}} was hired for *{{title}}*, thanks to you!',
    declined: '{{colleague}} declined *{{title}}*, which you passed on.',
    passedOn: '{{colleague}} passed *{{title}}* on to {{next}}.',
    expired: '{{colleague}} did not answer in time: the invite to *{{title}}* expired.',
    withdrawn: 'The client withdrew the invite to *{{title}}* that you passed on to {{colleague}}.',
    failed: 'Your referral of {{colleague}} for *{{title}}* did not go through: {{reason}}.',
    lifted: 'Good news: your referral of {{colleague}} for *{{title}}* was sent after all.',
    other: 'There is news about your referral of {{colleague}} for *{{title}}*.',
    /** News for people who passed the job on before the last referrer. */
    earlier: {
      accepted: '{{colleague}} accepted *{{title}}*, which you passed on before {{name}} did.',
      hired: '{{colleague}} was hired for *{{title}}*, thanks to you and {{name}}!',
    },
    /** News to the person who referred in the referrer's place. */
    behalf: {
      failed:
        'You referred {{colleague}} for *{{title}}* in {{name}}’s place, but that did not go through: {{reason}}.',
      lifted: 'Good news: the referral of {{colleague}} for *{{title}}* that you made for {{name}} was sent after all.',
      next: 'The invite is open again: refer somebody else, or let {{name}} answer it on its card.',
    },
    failedNext: 'The invite is yours again: refer somebody else, or answer it on its card.',
  },
  /** Texts for those who accepted or declined, or for whom somebody did, when that failed. */
  refused: {
    own: {
      accepted: 'You accepted *{{title}}*, but that did not go through: {{reason}}.',
      declined: 'You declined *{{title}}*, but that did not go through: {{reason}}.',
    },
    behalf: {
      accepted: 'You accepted *{{title}}* for {{member}}, but that did not go through: {{reason}}.',
      declined: 'You declined *{{title}}* for {{member}}, but that did not go through: {{reason}}.',
    },
    forYou: {
      accepted: '*{{title}}* was accepted for you, but that did not go through: {{reason}}.',
      declined: '*{{title}}* was declined for you, but that did not go through: {{reason}}.',
    },
    next: {
      own: 'The invite is open again: please answer it once more on its card.',
      behalf: 'The invite is open again: {{member}} can answer it on its card, or you once more where you did before.',
      forYou: 'The invite is open again: please answer it on its card.',
    },
  },
  /** Text for a colleague who was referred by hand. */
  recommended: {
    text: '{{name}} recommended you for “{{title}}”. Nothing is left for you to do now.',
    eyebrow: '*{{name}} recommended you* for this job',
    next: '*What comes next:* the client has heard of you on the marketplace and may invite you there. Nothing is left for you to do now.',
  },
  /** A practice invite. */
  practice: {
    sent: 'A practice invite is on its way to you, as a direct message. Accept, decline, refer and undo as you like: neither the marketplace nor a colleague hears of it.',
    label:
      '*Practice:* Baton plays the marketplace here. Neither it nor the client nor a colleague hears of anything, and nothing is counted. `{{command}} demo` sends you another.',
    title: 'Practice: a web shop for a bakery',
    client: 'A bakery that Baton made up',
    letter:
      'Hello! We bake bread in three towns and would like to take orders on the web from spring on. You have done something like it before. Would you have time, or do you know somebody who has?',
  },
  /** Texts for the reader of more open invites than get a card: how many there are. */
  withoutCard: {
    own_one:
      '*{{count}} more open invite is on your Home.* So many came at once that it has no message of its own. Answer it there.',
    own_other:
      '*{{count}} more open invites are on your Home.* So many came at once that they have no messages of their own. Answer them there: the next ones come up as you do.',
    unlinked_one:
      '*{{count}} more invite has no message of its own*, since so many came at once. It is for somebody who is not linked to anybody here. An admin links them on the Home or with `{{command}} link`; then they get it.',
    unlinked_other:
      '*{{count}} more invites have no messages of their own*, since so many came at once. They are for people who are not linked to anybody here. An admin links them on the Home or with `{{command}} link`; then they get theirs.',
  },
  tokenRefused: {
    text: '{{name}} turned Baton’s token down: it must be connected again.',
    means:
      '*{{name}} turned Baton’s token down.* Until it is connected again, no answer and no referral reaches it. What your team decides until then waits for up to three days, and is then sent by itself.',
    meansSilence:
      '*{{name}} turned Baton’s token down.* Until it is connected again, Baton can ask it for nothing, so new invites and what becomes of them may be missed. Invites are answered by hand as before.',
    next: 'Make a new token there and enter it here. Only admins can.',
  },
  welcome: {
    text: 'Baton is installed in {{team}}.',
    hello:
      '*Baton is installed in {{team}}.* It brings job invites to the people they are addressed to, and whoever cannot take one passes it on to a colleague in the same step.',
    connect: '*1. Connect your marketplace.* Its job invites then arrive here.',
    connected: '*1. Your marketplace is connected.*',
    link: '*2. Link your people.* Baton matches them by email address; link the others by hand.',
    demo: '*3. Try it.* Get a practice invite, which nobody else hears of.',
    help: '`{{command}} help` says what else there is. Only you got this message.',
  },
  tally: {
    week: 'This week',
    month: 'This month',
    quarter: 'This quarter',
    all: 'All time',
    line: '*{{sent}}* referred → *{{forwarded}}* sent → *{{accepted}}* accepted → *{{hired}}* hired · *{{received}}* received',
    block: '*{{period}}:* {{- row}}',
    row: '{{sent}} referred, {{forwarded}} sent, {{accepted}} accepted, {{hired}} hired, {{received}} received',
    /**
     * The team's counts: each referral is sent by one member and received by another, or by nobody in the workspace.
     */
    teamRow: '{{sent}} referred, {{forwarded}} sent, {{accepted}} accepted, {{hired}} hired',
    member:
      '*{{name}}*: {{sent}} referred, {{forwarded}} sent, {{accepted}} accepted, {{hired}} hired, {{received}} received',
    column: {
      name: 'Name',
      sent: 'Referred',
      forwarded: 'Sent',
      accepted: 'Accepted',
      hired: 'Hired',
      received: 'Received',
    },
    none: 'Nothing has been counted yet. Refer a colleague, and your numbers show here.',
    former: 'Former member',
  },
  mine: {
    title: 'My referrals',
    text: 'My referrals. All time: {{- row}}.',
    sent: 'Referred by me',
    noneSent: 'You have not referred anybody yet. Press *Refer* on an invite that you cannot take.',
    received: 'Referred to me',
    noneReceived: 'Nobody has referred you yet.',
    latest: 'The latest {{count}}; all are on the Home tab of Baton.',
    toColleague: '*{{title}}* to {{colleague}}: {{state}} ({{- when}})',
    fromColleague: '*{{title}}* from {{colleague}}: {{state}} ({{- when}})',
    milestone: {
      viewed: 'seen by the client',
      interviewed: 'the client is talking to them',
      'proposal-declined': 'the client turned the proposal down',
    },
    passedOn: 'passed on',
    passedOnTo: 'passed on to {{colleague}}',
    state: {
      held: 'can still be undone',
      undone: 'taken back',
      forwarding: 'on its way',
      'awaiting-handoff': 'waits for you on the marketplace',
      forwarded: 'sent, no answer yet',
      accepted: 'accepted',
      hired: 'hired',
      declined: 'declined',
      expired: 'expired',
      withdrawn: 'withdrawn by the client',
      failed: 'did not go through',
    },
  },
  team: {
    title: 'The team’s referrals, {{period}}',
    text: 'The team’s referrals, {{period}}: {{- row}}.',
    board: '*Who shows their numbers*',
    none: 'Nobody who shows their numbers has any in this time. You show yours under *About me* on the Home tab.',
    unshown_one: '{{count}} more member has numbers and does not show them.',
    unshown_other: '{{count}} more members have numbers and do not show them.',
    more_one: '{{count}} more member is not listed here.',
    more_other: '{{count}} more members are not listed here.',
    span: { week: 'this week', month: 'this month', quarter: 'this quarter', all: 'all time' },
  },
  help: {
    title: 'What Baton does',
    text: 'What you can do with {{command}}',
    unknown: 'I do not know “{{word}}”. This is what I know:',
    otherCommand: 'Baton does not answer to “{{said}}” here. Use `{{command}}` instead.',
    intro:
      'Job invites come to you as a message. *Accept* or *Decline* them there, or *Refer* a colleague who fits better: the marketplace and the client hear of it, and you hear what came of it.',
    group: { referrals: '*Referrals*', me: '*About me*', more: '*More*', admins: '*For admins*' },
    button: { practice: 'Send me a practice invite' },
    mine: '`{{command}}` your referrals and what came of them',
    add: '`{{command}} add` an invite that Baton has not heard of; you may paste its link behind it',
    team: '`{{command}} team` the team’s, by `week`, `month`, `quarter` or `all`',
    trend: '`{{command}} trend` your last weeks as a chart, with `@name` a colleague’s',
    user: '`{{command}} @name` a colleague’s numbers, if they chose to show them',
    available: '`{{command}} available open`, `full`, or `full until Friday` whether you have time',
    skills: '`{{command}} skills TypeScript, MongoDB` what you can do; `skills add Rust` adds to it',
    export: '`{{command}} export` your referrals as a table, and all your data',
    privacy: '`{{command}} privacy` what is kept about you',
    demo: '`{{command}} demo` a practice invite: try everything, nobody else hears of it',
    feedback: '`{{command}} feedback …` tell those who run Baton here what you think',
    help: '`{{command}} help` this list',
    connect: '`{{command}} connect` where invites come from: add, test, pause, remove',
    link: '`{{command}} link` link members to marketplace accounts',
    settings: '`{{command}} settings` undo, reminders, channels, who may refer',
    rotate: '`{{command}} rotate` a new webhook secret',
    faq: '<{{- faqUrl}}|Questions about referrals>',
  },
  home: {
    soon: 'Baton is still getting to know this workspace. Look here again in a minute.',
    start: {
      title: 'Get started',
      connect: '*1. Connect your marketplace*\nIts job invites then arrive here.',
      askToConnect: '*1. Connect your marketplace*\nAsk an admin to run `{{command}} connect`.',
      connected: '*1. Your marketplace is connected*',
      link: '*2. Link your people*\nBaton matches them by email address. Nobody matched yet: link them by hand.',
      askToLink:
        '*2. Link your account*\nYou are not linked to a marketplace account yet. Ask an admin to run `{{command}} link`.',
      linked: '*2. Your people are linked*',
      try: '*3. Try it*\nGet a practice invite. Nobody else hears of it.',
      tryButton: 'Send me one',
    },
    connectButton: 'Connect the marketplace',
    linkButton: 'Link members',
    strangers:
      'Invites come in for people whom Baton does not know yet. Once they are linked, their invites go to them.',
    stranger: '*{{person}}* is not linked to anybody here',
    linkStranger: 'Link to {{name}}',
    linkByHand: 'Link…',
    settingsButton: 'Settings',
    connectionsButton: 'Connections',
    connectionsWork_one: '{{count}} connection works.',
    connectionsWork_other: '{{count}} connections work.',
    connectionsPaused_one: '{{count}} is paused.',
    connectionsPaused_other: '{{count}} are paused.',
    connectionTrouble: ':warning: *{{name}}:*',
    unreached:
      ':warning: *Slack does not deliver Baton’s messages to you.* You see what is new on this page only. Please ask an admin of this workspace to allow messages from Baton.',
    noAccount:
      'You have no marketplace account here, so no invites come to you. If you are a freelancer too, link yourself with `{{command}} link`.',
    forgotten: 'Your data is deleted. To be known here again, save *About me*.',
    invites: 'Open invites',
    addInvite: 'Add an invite',
    noInvites: 'No invite waits for you. When one comes, you get a message, and it shows here too.',
    moreInvites_one: 'And {{count}} more. Its card is in the direct messages from Baton.',
    moreInvites_other: 'And {{count}} more. Their cards are in the direct messages from Baton.',
    withoutCard_one: 'And {{count}} more without a message of its own: it comes up here as you answer.',
    withoutCard_other: 'And {{count}} more without messages of their own: they come up here as you answer.',
    invite: 'Answer by {{- deadline}} ({{left}})',
    noRefer: '*Why Refer is missing:* {{- why}}',
    list: { sent: 'Referred by me', received: 'Referred to me' },
    show: { sent: 'Show: referred by me', received: 'Show: referred to me' },
    filter: { all: 'All', underway: 'Underway', won: 'Accepted or hired', over: 'Over' },
    filterLabel: 'Which ones',
    nothing: 'None of your referrals is in this list.',
    next: 'Next page',
    first: 'First page',
    counts: 'My numbers',
    spanLabel: 'Which period',
    about: 'About me',
    linked: 'On the marketplace you are {{person}}.',
    shown: { yes: 'Your numbers are on the team’s board.', no: 'Your numbers are not on the team’s board.' },
    hidden: 'You are hidden: nobody is offered you as a colleague.',
    profileButton: 'Change about me',
    privacyButton: 'My data and privacy',
    admins: 'For admins',
    whomToAsk_one: '*Questions?* Ask {{names}}, who looks after Baton here and may answer an invite in your place.',
    whomToAsk_other: '*Questions?* Ask {{names}}, who look after Baton here and may answer an invite in your place.',
    tips: '*Tips.* Decline early: it counts as an answer, silence does not. Refer somebody whose skills fit, and tell them in a note why.',
  },
  link: {
    title: 'Link a member',
    submit: 'Save',
    cancel: 'Cancel',
    about:
      'Members are matched by email address. Link those here whose addresses differ, or are shared. A member may have an account on each marketplace.',
    member: 'Member of this workspace',
    person: 'Marketplace account',
    personHint: 'A name, or the address of a profile on Upwork. Leave it empty to unlink the member.',
    pick: 'Pick an account',
    unlinked: '*Accounts without a member*',
    allLinked: 'Every marketplace account is linked to a member.',
    shared:
      '*Several people, one email address*\nBaton links nobody by an address that several people have. Pick the member and the account that belong together above, and save; then do the same for the others.',
    sharedLine: '{{email}}: {{people}} on the marketplace, {{members}} here',
    more_one: 'and {{count}} more',
    more_other: 'and {{count}} more',
    cut: 'Your agency has more people on the marketplace than Baton reads: these are among the first {{most}}. Nobody after them can be linked.',
    noAnswer: 'The marketplace did not answer, so the list is missing. Type a name to try again.',
    linked: '{{name}} is linked to {{person}}. Waiting invites go to them now.',
    relinked:
      '{{name}} is linked to {{person}}, and was linked to {{before}} before. Waiting invites go to them now. If that was not meant, link them to {{before}} again.',
    taken: 'Linked to {{name}}',
    unlinkedNow: '{{name}} is not linked to any marketplace account any more.',
  },
  connect: {
    title: 'Set up a connection',
    submit: 'Connect',
    cancel: 'Cancel',
    name: 'Name',
    namePlaceholder: 'What people call it',
    again:
      'This sets up *{{name}}* again. For another account or address, choose *Add a connection* in the list that `{{command}} connect` opens.',
    waiting: 'Trying it…',
    failedAgain: 'Run `{{command}} connect` to try again.',
    done: '*{{name}} is connected.* Enter these there, so that invites arrive here:',
    doneAsked:
      '*{{name}} is connected.* Baton asks it for invites from now on. So that it can tell Baton something at once, enter these there:',
    doneAlone: '*{{name}} is connected.* There is nothing else to do there.',
    keep: 'Keep secrets as you keep a password. They are shown only when it is connected.',
    awaited:
      'Answers may still wait for a connection that was removed lately. They are not sent here: they go on once its own address is added again.',
    isBack: 'This marketplace was connected before: what waited for it goes on by itself, and everybody stays linked.',
    unaddressedChannel: 'Channel for invites of people who are not linked',
    unaddressedChannelHint: 'Invite Baton there first. Empty: as in the settings.',
    unaddressedPerson: 'Or a person who takes care of them',
    unaddressedPersonHint: 'They get these invites as direct messages, whatever the channel is.',
    unaddressedGuest:
      '{{name}} is a guest, and guests do not count as colleagues here. Pick somebody else, or let them count in {{command}} settings first.',
  },
  connections: {
    title: 'Connections',
    about: 'This is where your invites come from. You can test, pause and remove each by itself.',
    row: '*{{name}}* · {{source}}',
    trouble: ':warning: *{{name}}* · {{source}}',
    more_one: 'And {{count}} more, which is not shown here.',
    more_other: 'And {{count}} more, which are not shown here.',
    add: 'Add a connection',
    all: 'All connections',
    test: 'Send a test',
    setUp: 'Set up again',
    resume: 'Resume',
    leave: 'Leave it',
    pause: {
      button: 'Pause',
      title: 'Pause this connection?',
      asked:
        'Baton stops asking it for invites until you resume, and then catches up. Answers to its open invites are given by hand meanwhile; those already on their way wait, for up to three days.',
      heard:
        'What it sends until you resume is not kept, so invites may be missed. Answers to its open invites are given by hand meanwhile; those already on their way wait, for up to three days.',
    },
    remove: {
      button: 'Remove',
      title: 'Remove this connection?',
      byHand:
        'No new invites come from it. Its open invites stay in Slack, and answers to them are given by hand. Nothing changes there: take Baton’s webhook out at the other end, too.',
      waits:
        'No new invites come from it. Its open invites stay in Slack, but answers and referrals wait, for up to three days. They go on by themselves once the same address is connected again.',
    },
    nextPoll: 'Asked again {{- when}}.',
    withoutCard_one:
      '{{count}} open invite from it has no message of its own, since so many came at once. It is on its member’s Home; where nobody is linked, link them.',
    withoutCard_other:
      '{{count}} open invites from it have no messages of their own, since so many came at once. They are on their members’ Homes; where nobody is linked, link them.',
    is: {
      paused: 'Paused since {{- when}}.',
      failing: {
        'token-refused': 'It turns Baton’s token down since {{- when}}. Make a new token there, then set it up again.',
        unreachable: 'It does not answer since {{- when}}. Baton keeps trying, and catches up by itself.',
        'rate-limited': 'It asked Baton to wait, {{- when}}. Baton tries again by itself.',
        unreadable: 'Baton cannot read what it answers since {{- when}}. Please tell whoever runs Baton.',
      },
      turnedDown:
        'The last delivery, {{- when}}, was turned down: its address or secret is not the one that Baton shows. Set it up again to see both.',
      never:
        'Nothing has come since it was connected, {{- when}}. Perhaps the last step there is missing: send a test to find out.',
      silent: 'Nothing has come since {{- when}}. That may be all right; a test tells.',
      waiting: 'Connected; nothing has come yet.',
      well: 'Works; last heard from {{- when}}.',
    },
    choose: {
      title: 'Add a connection',
      submit: 'Next',
      about: 'Where do your invites come from? You can add several: the same invitation from two of them is one card.',
      label: 'Source',
      unreachable:
        'Not offered here: {{names}}. They send webhooks, and Baton has no public address for them (`PUBLIC_URL`).',
      never: 'Whichever you choose: Baton never logs in to Upwork, clicks there or reads its pages.',
    },
    tests: {
      lookAgain: 'Look again',
      title: 'Test a connection',
      of: '*{{name}}*',
      waiting: 'Trying it…',
      paused: 'It is paused, so nothing is taken in until you resume it.',
      failed: {
        'token-refused':
          ':x: It turned Baton’s token down. Make a new one there, then press *Set up again* and paste it.',
        unreachable:
          ':x: It did not answer. Look whether its address is right and the service is up, then try again in a minute.',
        'rate-limited': 'It asks Baton to wait a little. Try again in a minute.',
        unreadable: ':x: Baton cannot read its answer. Please tell whoever runs Baton.',
      },
      open_one: ':white_check_mark: It shows Baton {{count}} open invitation.',
      open_other: ':white_check_mark: It shows Baton {{count}} open invitations.',
      send: '*Now have it send something.*',
      nothing: 'Nothing has come since this test began. Press *Look again* once it is sent; it may take a minute.',
      check:
        'Still nothing? Compare the address there with the one that *Set up again* shows, and look whether Baton can be reached from outside.',
      arrived: ':white_check_mark: A delivery came {{- when}}. The way in works.',
      putAside: {
        test: 'It was a test, so it makes no card.',
        'job-alert': 'It told of new jobs, not of an invitation, so it makes no card.',
        'other-mail': 'It was no invitation of Upwork’s, so it makes no card.',
        'unknown-invitation': 'It was about an invitation that Baton does not know. Should that still come, it counts.',
        other: 'It was nothing that makes a card.',
      },
      turnedDown: ':x: A delivery came {{- when}}, but Baton turned it down.',
      why: {
        'bad-signature':
          'Its signature does not match the secret. *Set up again* shows address and secret: copy both anew.',
        unauthorized: 'Its token or password is not the one that Baton shows. *Set up again* shows it: copy it anew.',
        stale: 'It was signed too long ago. Look whether the clock there is right.',
        'wrong-webhook': 'It comes from another kind of webhook. Look at the steps in *Set up again*.',
        other: 'Baton could not read it. Look whether the webhook there is the one that the steps describe.',
      },
    },
  },
  settings: {
    title: 'Settings',
    subject: {
      referring: 'Referring',
      release: 'Who may refer',
      reminders: 'Reminders',
      channels: 'Channels and time zone',
    },
    change: 'Change',
    /** The present settings, one line a subject. */
    now: {
      undo: 'Undo for {{time}}',
      noUndo: 'No undo',
      ask: '{{time}} to answer an ask',
      chain_one: '{{count}} referral on a job',
      chain_other: 'up to {{count}} referrals on a job',
      language: '{{language}} for clients',
      percent: '{{percent}}% of members',
      always_one: '{{count}} always',
      always_other: '{{count}} always',
      never_one: '{{count}} never',
      never_other: '{{count}} never',
      guests: 'guests count',
      noGuests: 'guests do not count',
      nudges: 'After {{hours}} hours',
      noNudges: 'No reminders',
      working: 'between {{from}} and {{to}}',
      managers_one: '{{count}} manager',
      managers_other: '{{count}} managers',
      digest: 'summary on Mondays',
      noDigest: 'no summary',
      channel: 'Unlinked invites go to a channel',
      noChannel: 'Unlinked invites go to whoever installed Baton',
      feedback: 'feedback goes to a channel',
      noFeedback: 'feedback is kept',
      zone: '{{zone}}',
    },
    submit: 'Save',
    cancel: 'Cancel',
    digits: 'Write a whole number in plain digits, such as 12.',
    undo: 'Time to undo a referral, in seconds',
    undoHint: 'It is sent when that time is over. From 0 (no undo) to 3600.',
    channel: 'Channel for invites of people who are not linked',
    channelHint: 'Invite Baton to the channel first. Empty: they go to whoever installed Baton.',
    channelChosen: 'Invites of people who are not linked to a member here come to this channel from now on.',
    feedbackChosen: 'What members write with `{{command}} feedback` comes to this channel from now on.',
    channelClosed: 'Baton cannot write to this channel. Invite it there first, then save again.',
    zone: 'Time zone',
    zoneHint: 'Weeks, months and quarters of the numbers begin by it.',
    zonePick: 'Type a city',
    managers: 'Managers',
    managersHint:
      'They may decide for others, and hear of invites that wait too long. Admins may anyway, guests never.',
    notManagers: {
      bot: 'Bots decide nothing and read no messages. Take out: {{names}}.',
      left: 'Who has left the workspace cannot be a manager. Take out: {{names}}.',
      external: 'People of other workspaces cannot be managers here. Take out: {{names}}.',
      guest: 'Guests cannot be managers. Take out: {{names}}.',
      unknown:
        'Baton does not know everybody in this list. People of other workspaces cannot be chosen; whoever has just joined is known within a minute.',
    },
    feedback: 'Channel for feedback',
    feedbackHint: 'What members write with {{command}} feedback is shown there. Invite Baton to it first.',
    chain: 'Most referrals on one job',
    chainHint: '1 to 10. With 1, whoever was referred cannot refer on.',
    language: 'Language of texts for clients',
    languageHint: 'Where members paste a text on the marketplace, it is in this language.',
    percent: 'Members who may refer, in percent',
    percentHint: '0 to 100, for a gradual release. The others can accept and decline; referrals under way go on.',
    always: 'Who may always refer',
    never: 'Who may never refer',
    neverHint: 'This list wins.',
    both: 'Nobody can be in both lists: {{count}} are.',
    notMembers: 'Only people of this workspace who are still here refer anything. Take out: {{names}}.',
    nudges: 'Reminders, in hours after an invite',
    nudgesError: 'Up to ten times, from 1 to 720 hours, with commas between them, such as 4, 12, 20.',
    nudgesHint: 'With commas between them, such as 4, 12, 20. Empty: no reminders.',
    from: 'The working day begins at',
    to: 'The working day ends at',
    toHint: 'Reminders come between the two, in each member’s time zone.',
    midnight: 'midnight',
    toError:
      'It must end after it begins, on the same day. For work through the night, let it begin and end at midnight.',
    days: 'Working days',
    daysError: 'Tick one day at the least.',
    ask: 'Time to answer when asked first, in minutes',
    askHint: '5 to 1440.',
    guestsLabel: 'Guests',
    guests: 'Guests count as colleagues',
    digestLabel: 'Summary',
    digest: 'Members get a summary on Mondays',
  },
  digest: {
    title: 'Your week',
    text: 'Your week: {{- row}}.',
    mine: '*You, last week*\n{{- row}}',
    before: '*The week before*\n{{- row}}',
    team: '*The team, last week*\n{{- row}}',
    open_one: '{{count}} invite waits for your answer.',
    open_other: '{{count}} invites wait for your answer.',
    none: 'No invite waits for you.',
    off: 'You can switch this message off on the Home tab of Baton, under *About me*.',
  },
  feedback: {
    text: 'Feedback about Baton from {{name}}',
    from: '*{{name}}* writes about Baton:',
    when: 'Written {{- when}} with `{{command}} feedback`.',
    instead:
      'You get this because Baton cannot write to the channel for feedback. Invite Baton to it again; an admin can also pick another one with `{{command}} settings`.',
    deleted: 'Whoever wrote this feedback has deleted their data, and the words with it.',
    thanks: 'Thank you. Your words were kept for those who run Baton here.',
    cut: 'Thank you. Your words were kept for those who run Baton here, but not all of them found room. What was kept ends with “…{{end}}”. Send the rest with `{{command}} feedback …`.',
    empty: 'Write what you want to say behind it: `{{command}} feedback It would help if …`',
  },
  files: {
    referrals: 'Your referrals, one a line: what you passed on, and what was passed on to you.',
    cut: 'There are more than a file holds: these are the newest {{most}} of each side.',
    myData: 'Everything that Baton keeps about you. Only you got this file.',
    myDataCut:
      'What Baton keeps about you. It is more than one file holds: at its end the file says what was left out. For the rest, ask whoever runs Baton for you. Only you got this file.',
    name: { referrals: 'referrals', myData: 'my-data', trend: 'trend' },
    delimiter: ',',
    column: {
      direction: 'Direction',
      job: 'Job',
      url: 'Address',
      from: 'Referred by',
      to: 'Referred to',
      state: 'State',
      created: 'Created (UTC)',
      changed: 'Last change (UTC)',
    },
    direction: { sent: 'by me', received: 'to me' },
    planned: {
      'export-data': 'The file with all your data is being made. It comes to you as a direct message.',
      'export-referrals': 'The table of your referrals is being made. It comes to you as a direct message.',
      both: 'Two files are being made: the table of your referrals, and all your data. Both come to you as direct messages.',
    },
  },
  /** Texts for managers: the sync of the workspace's people failed. */
  syncFailed:
    '*Baton could not read who belongs to this workspace, or to the agency on the marketplace.* Who joined or left lately may be missing, and new members are linked to no account. Baton tries again within six hours. If it stays so, tell those who look after Baton here.',
  /** The answer that a promised direct message cannot come. */
  outOfReach:
    'Slack does not let Baton write to you in a direct message, so nothing of this can reach you. Please ask an admin of this workspace to allow messages from Baton, then ask for it again.',
  /** A member's export or deletion is late or failed. */
  requestTrouble: {
    delayed: {
      'export-data':
        'Your data takes longer: Slack does not take the file at the moment. Baton keeps trying, so there is nothing for you to do.',
      'export-referrals':
        'Your table of referrals takes longer: Slack does not take the file at the moment. Baton keeps trying, so there is nothing for you to do.',
      'forget-member':
        'Deleting your data takes longer than it should. Baton keeps trying, so there is nothing for you to do.',
    },
    failed: {
      'export-data': '*Your data could not be sent to you.*',
      'export-referrals': '*Your table of referrals could not be sent to you.*',
      'forget-member':
        '*Your data could not be deleted.* Please press *Delete my data* on the Home tab of Baton again, and tell those who look after Baton here if it fails once more.',
    },
    /** The reason why Slack took no file, and what to do. */
    noFile: {
      'not-allowed':
        'This workspace takes no files from apps. Ask an admin of the workspace to allow them, then ask for it again with `{{command}} export`.',
      kind: 'This workspace takes no files of this kind or size. Ask an admin of the workspace to allow them, then ask for it again with `{{command}} export`.',
      'no-room':
        'This workspace has no room for files any more. Ask an admin of the workspace to make room, then ask for it again with `{{command}} export`.',
      other:
        'Slack did not take the file. Please ask for it again with `{{command}} export`, and tell those who look after Baton here if it fails once more.',
    },
  },
  trend: {
    title: { mine: 'My last weeks', team: 'The team’s last weeks', colleague: 'Last weeks of {{name}}' },
    text: '{{title}}: {{- rows}}',
    week: '*{{day}}*: {{sent}} referred, {{accepted}} accepted, {{hired}} hired',
    weekPlain: '{{day}}: {{sent}} referred, {{accepted}} accepted, {{hired}} hired',
    nothing: 'Nobody was referred in these weeks.',
    nothingElse: 'Nothing in the other weeks.',
    series: { sent: 'Referred', accepted: 'Accepted', hired: 'Hired' },
    axis: { x: 'Week from', y: 'Referrals' },
    how: 'Name somebody from the list that Slack shows while you type: `{{command}} trend @name`',
    noPicture: 'Slack took no picture of them. The numbers are all that it would show.',
    alt: 'A chart of {{title}}. The numbers stand beside it as text.',
  },
  funnel: {
    line: '*{{sent}}* referred → *{{seen}}* seen → *{{accepted}}* accepted → *{{hired}}* hired',
    rates: 'Of those referred, {{seenRate}} were seen, {{acceptedRate}} accepted and {{hiredRate}} hired.',
  },
  colleague: {
    title: 'Referrals of {{name}}',
    text: 'Referrals of {{name}}. All time: {{- row}}.',
    how: 'Name somebody from the list that Slack shows while you type: `{{command}} @name`',
  },
  availability: {
    unknown: 'Your team does not know yet whether you have time.',
    open: 'You are open to work.',
    full: 'You are full until you say otherwise.',
    fullUntil: 'You are full until {{day}}.',
    how: 'I did not understand “{{said}}”. Write `{{command}} available open`, `{{command}} available full`, or `{{command}} available full until`, with a day behind it such as `Friday`, `24 Dec` or `15 March`.',
    past: 'This day is not in the future: {{day}}. Name a later one.',
    far: 'This day is too far away: {{day}}. Name one within the next two years.',
  },
  skills: {
    now: 'Your skills: {{skills}}',
    none: 'You have named no skills yet.',
    emptied: 'Your list of skills is empty now.',
    how: 'Write them with commas between them: `{{command}} skills TypeScript, MongoDB`. `{{command}} skills add Rust` adds to the list, `{{command}} skills remove Rust` takes from it, and `{{command}} skills none` empties it.',
    before: 'Before: {{skills}}. To add to the list instead, write `{{command}} skills add` before what is new.',
    unlisted: 'Not in your list: {{skills}}',
    tooMany: 'Name at most {{most}} skills.',
    tooLong: 'Keep each skill within {{longest}} characters.',
  },
  profile: {
    title: 'About me',
    submit: 'Save',
    cancel: 'Cancel',
    time: 'Do you have time for more work?',
    timeHint: 'Colleagues who look for somebody see it.',
    open: 'Yes, I am open to work',
    full: 'No, I am full',
    unknown: 'I would rather not say',
    until: 'Full until',
    untilHint: 'From that day on you count as open again. Empty: until you say otherwise.',
    skills: 'Skills',
    skillsHint: 'With commas between them. They are shown as a reason when they match a job.',
    hear: 'Send me a direct message when',
    hearHint:
      'One message for each referral, to which later news is added. Everything stands in the thread of the invite’s card, too.',
    news: {
      forwarded: 'my referral was sent',
      viewed: 'the client has looked at my colleague',
      interviewed: 'the client talks to my colleague',
      accepted: 'my colleague accepted',
      'proposal-declined': 'the client turned the proposal down',
      hired: 'my colleague was hired',
      declined: 'my colleague declined, or passed it on',
      expired: 'my colleague did not answer in time',
      withdrawn: 'the client withdrew the invite',
      failed: 'my referral did not go through',
    },
    more: 'Also',
    digest: 'Send me a summary on Mondays',
    onLeaderboard: 'Show my numbers on the team’s board',
    hidden: 'Hide me',
    digestHint: 'Only after a week in which you referred or were referred',
    onLeaderboardHint: 'With what I gave and what I received',
    hiddenHint: 'Nobody is offered me as a colleague, and no list shows me',
    hiddenOnBoard: 'Whoever hides is on no board. Untick “Hide me” or “Show my numbers on the team’s board”.',
  },
  privacy: {
    title: 'Your data',
    text: 'What Baton keeps about you',
    kept: 'Baton keeps your name and display name, email address, time zone and language as Slack gives them, the marketplace account that you are linked to, what you say under *About me*, the invites and referrals that you took part in, and your feedback. It reads no conversations but its own direct messages.',
    purge:
      'When a workspace removes Baton, everything is deleted after {{days}} days, unless it is installed again before.',
    export: 'Export my data',
    exportTable: 'Export my referrals',
    delete: 'Delete my data',
    confirm: {
      title: 'Delete your data?',
      text: 'Your link, skills and wishes are deleted, and your name and words in invites, referrals and feedback. Counts stay without a name. Nobody can take this back.',
      yes: 'Delete',
      no: 'Keep it',
    },
    planned:
      'Your data will be deleted within a few minutes. What is still on its way to the marketplace or to you arrives first, in four days at most. From then on Baton takes over nothing from your Slack profile, links you to no account and offers you to nobody, until you save “About me” on the Home tab. New invites to your account go to whoever looks after unlinked ones, and what you still do here yourself is kept without your name.',
  },
  rotate: {
    which: 'Which connection shall get a new webhook secret?',
    type: '*{{name}}:* type `{{command}} rotate {{which}}`',
    text: 'The new webhook secret',
    done: '*The new webhook secret of {{name}}.* Enter it there. The last one stays valid until you rotate again, so nothing is lost meanwhile.',
    keep: 'Keep it as you keep a password. It is shown again only when the marketplace is connected anew.',
  },
  install: {
    done: {
      title: 'Baton is installed',
      text: 'Baton has sent you a message in {{team}}. It says what comes next.',
      open: 'Open Slack',
    },
    failed: {
      title: 'Baton is not installed',
      cancelled: 'You have cancelled it. Nothing was changed.',
      over: 'This link no longer counts',
      stale:
        'It was used already, it is too old, or it was opened in another browser. If Baton has sent you a message in Slack, it is installed and there is nothing left to do. Otherwise start again.',
      fault: 'Something went wrong. It is safe to start again.',
      again: 'Start again',
    },
  },
} as const;
