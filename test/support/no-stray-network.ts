import { afterEach } from '@jest/globals';
import { assertNoStrays, guardNetwork } from './stray-network.js';

guardNetwork();
afterEach(assertNoStrays);
