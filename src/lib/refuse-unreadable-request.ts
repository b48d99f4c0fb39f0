import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** The status for a request that Node cannot read, by the code of its error; 400 for any other. */
const STATUS: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

/** Milliseconds for which the rest of an unwanted or unreadable request is read after the answer. */
export const LINGER_MS = 2_000;

/**
 * Answers a request whose head or body Node cannot read (the server's `clientError`), as Node would, but drops what the
 * sender still writes for two seconds: a reset would discard the answer (RFC 9112, 9.6).
 */
export function refuseUnreadableRequest(error: NodeJS.ErrnoException, socket: Duplex): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const status = STATUS[error.code ?? ''] ?? 400;
  socket.removeAllListeners('data').on('data', () => {});
  socket.end(`HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  const late = setTimeout(() => socket.destroy(), LINGER_MS).unref();
  socket.once('close', () => clearTimeout(late));
}
