/** All that must be set before Baton starts, and nothing else. */
export const REQUIRED_ENVIRONMENT = {
  MONGODB_URI: 'mongodb://localhost/baton',
  REDIS_URL: 'redis://localhost',
  SLACK_SIGNING_SECRET: 'signing-secret',
  SLACK_CLIENT_ID: '1.2',
  SLACK_CLIENT_SECRET: 'client-secret',
  SLACK_STATE_SECRET: 'sixteen-characters',
  ENCRYPTION_KEYS: `k1:${Buffer.alloc(32).toString('base64')}`,
};
