import type { WhyNoFile, WhyUnreached } from '../../domain/model/errors.js';

/** The operation that a call to Slack belongs to. */
export type Operation = 'post' | 'find' | 'edit' | 'remove' | 'home' | 'file' | 'directory';

/** The meaning of an error code of Slack's. */
export interface ErrorMeaning {
  /**
   * `wait`: a rate limit. `misconfigured`: retried with the retry delays, and shown to operators. `revoked`: Baton was
   * removed. `final`: never retried.
   */
  readonly means: 'wait' | 'misconfigured' | 'revoked' | 'final';
  /** Set when a message cannot reach its recipient. */
  readonly why?: WhyUnreached;
  /** Set when a file cannot be uploaded. */
  readonly noFile?: WhyNoFile;
  /** The advice to operators. */
  readonly advice: string;
}

type ErrorMeanings = Readonly<Record<string, ErrorMeaning>>;

/**
 * Returns the meaning of a code for an operation; undefined for a code that is unknown or transient, which is retried.
 */
export function meaningOf(operation: Operation, code: string): ErrorMeaning | undefined {
  for (const meanings of [BY_OPERATION[operation], EVERYWHERE])
    if (Object.hasOwn(meanings, code)) return meanings[code];
  return undefined;
}

/** Gives several codes the same meaning. */
const each = (codes: readonly string[], meaning: ErrorMeaning): ErrorMeanings =>
  Object.fromEntries(codes.map((code) => [code, meaning]));

const final = (advice: string, why?: WhyUnreached): ErrorMeaning => ({ means: 'final', advice, ...(why && { why }) });

const noFile = (why: WhyNoFile, advice: string): ErrorMeaning => ({ means: 'final', advice, noFile: why });

/** Codes of every method (docs.slack.dev, "Errors" of each method). */
const EVERYWHERE: ErrorMeanings = {
  ...each(['ratelimited', 'rate_limited'], { means: 'wait', advice: 'too many calls' }),
  account_inactive: {
    means: 'revoked',
    advice: 'the workspace or the app was deactivated there: have it installed again',
  },
  token_revoked: { means: 'revoked', advice: 'the token was revoked: have Baton installed again' },
  invalid_auth: { means: 'misconfigured', advice: 'the token is not valid: have Baton installed again' },
  token_expired: {
    means: 'misconfigured',
    advice: 'the token expired and could not be renewed: have Baton installed again',
  },
  invalid_refresh_token: { means: 'misconfigured', advice: 'the token cannot be renewed: have Baton installed again' },
  missing_scope: {
    means: 'misconfigured',
    advice: 'a scope is missing: compare the manifest, then have Baton installed again',
  },
  not_allowed_token_type: {
    means: 'misconfigured',
    advice: 'the token is of the wrong type: have Baton installed again',
  },
  ...each(
    [
      'invalid_arguments',
      'invalid_arg_name',
      'invalid_array_arg',
      'deprecated_endpoint',
      'method_deprecated',
      'unknown_method',
    ],
    final('it refused what was sent'),
  ),
};

/** Codes of messages to a person or a channel. */
const PLACE: ErrorMeanings = {
  messages_tab_disabled: final(
    'the Messages tab of the app is switched off: switch it on under App Home in the settings of the Slack app',
    'messages-off',
  ),
  channel_not_found: final(
    'the channel is gone, or private: an admin picks another with the settings command',
    'not-found',
  ),
  user_not_found: final('there is no such person in the workspace', 'not-found'),
  user_not_visible: final('Baton may not see this person', 'not-found'),
  is_archived: final('the channel is archived: an admin picks another with the settings command', 'archived'),
  not_in_channel: final('Baton is not in the channel: invite it there', 'not-allowed'),
  ...each(
    [
      'restricted_action',
      'restricted_action_read_only_channel',
      'restricted_action_thread_only_channel',
      'restricted_action_non_threadable_channel',
      'restricted_action_thread_locked',
      'no_permission',
      'channel_type_not_supported',
      'method_not_supported_for_channel_type',
      'invalid_user_combination',
    ],
    final('the workspace does not let Baton write there: an admin may allow it', 'not-allowed'),
  ),
  cannot_dm_bot: final('this is a bot, and bots get no messages', 'bot'),
  user_disabled: final('the person has left the workspace', 'left'),
};

/** Codes for refused content: Slack refuses the same content every time. */
const SHOWN: ErrorMeanings = each(
  [
    'invalid_arguments',
    'invalid_blocks',
    'invalid_blocks_format',
    'msg_blocks_too_long',
    'msg_too_long',
    'no_text',
    'too_many_attachments',
    'invalid_metadata_format',
    'invalid_metadata_schema',
    'metadata_too_large',
    'view_too_large',
  ],
  final('it refused what was sent', 'refused'),
);

/** Codes of file uploads. */
const FILES: ErrorMeanings = {
  ...each(
    ['file_uploads_disabled', 'file_uploads_except_images_disabled'],
    noFile('not-allowed', 'the workspace takes no files from apps: an admin may allow them'),
  ),
  ...each(
    [
      'blocked_file_type',
      'file_type_not_allowed',
      'file_upload_size_restricted',
      'malware_detected',
      'slack_connect_file_upload_sharing_blocked',
    ],
    noFile('kind', 'the workspace takes no file of this kind or size: an admin may allow it'),
  ),
  storage_limit_reached: noFile('no-room', 'the workspace has no room for files any more: an admin may delete some'),
  ...each(['posting_to_channel_denied', 'invalid_channel'], final('the file cannot be shown there', 'not-allowed')),
};

const BY_OPERATION: Readonly<Record<Operation, ErrorMeanings>> = {
  post: { ...PLACE, ...SHOWN },
  find: PLACE,
  edit: {
    ...PLACE,
    ...SHOWN,
    is_inactive: final('the conversation is frozen, archived or deleted', 'archived'),
  },
  remove: {
    ...PLACE,
    ...each(
      ['cant_delete_message', 'compliance_exports_prevent_deletion'],
      final('Baton may not delete the message: an admin can'),
    ),
  },
  home: {
    ...PLACE,
    ...SHOWN,
    not_enabled: final('the Home tab is switched off: switch it on under App Home in the settings of the Slack app'),
  },
  file: { ...PLACE, ...FILES },
  directory: {},
};

/** Codes of edits that are refused whatever the content: another app's message, a closed time window, another form. */
const LOCKED: readonly string[] = ['cant_update_message', 'edit_window_closed', 'block_mismatch'];

/**
 * Tells whether a code of an edit means that the message can be edited no more, while another one may be posted. To a
 * person that may be in another conversation, as after another app has taken this one's place.
 */
export function isLocking(code: string, toPerson: boolean): boolean {
  const why = meaningOf('edit', code)?.why;
  return LOCKED.includes(code) || (toPerson && why !== undefined && why !== 'refused');
}
