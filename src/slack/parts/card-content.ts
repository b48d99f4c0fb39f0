import type { MessageContent } from '../../domain/model/views/message-content.js';

/** The content of a card. */
export type CardContent = Extract<MessageContent, { kind: 'invite-card' }>;

/** The part of a card's content that determines its state. */
export type StateContent = Pick<CardContent, 'invite' | 'referral' | 'onward' | 'reader' | 'byHand' | 'hired'>;
