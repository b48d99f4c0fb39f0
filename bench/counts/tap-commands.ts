import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { mongo } from 'mongoose';

/** A TCP proxy that reports the messages which pass to the server. */
export interface Tap {
  readonly port: number;
  close(): Promise<void>;
}

/** Reads the complete messages at the beginning of the received bytes; returns the number of bytes that they take. */
type Reader<Message> = (arrived: Buffer, take: (message: Message) => void) => number;

/** Starts a proxy to `target` that passes every complete message of a client to `take` before it reaches the server. */
async function tap<Message>(target: URL, read: Reader<Message>, take: (message: Message) => void): Promise<Tap> {
  const sockets = new Set<Socket>();
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    let rest: Buffer = Buffer.alloc(0);
    near.on('data', (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      rest = rest.subarray(read(rest, take));
      far.write(chunk);
    });
    far.pipe(near);
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket.setNoDelay(true));
      socket.on('error', () => {});
      socket.on('close', () => {
        sockets.delete(socket);
        other.destroy();
      });
    }
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** A command to MongoDB: its name, its collection and whether it is part of a transaction. */
export interface MongoCommand {
  readonly name: string;
  readonly collection: string;
  readonly inTransaction: boolean;
  readonly body: Readonly<Record<string, unknown>>;
}

/**
 * Length of a message's header in bytes, and the code of the one kind of message that carries commands (MongoDB's wire
 * protocol).
 */
const HEADER = 16;
const OP_MSG = 2013;

const readMongo: Reader<MongoCommand> = (arrived, take) => {
  let at = 0;
  while (arrived.length - at >= HEADER && arrived.length - at >= arrived.readInt32LE(at)) {
    const end = at + arrived.readInt32LE(at);
    if (arrived.readInt32LE(at + 12) === OP_MSG) take(commandIn(arrived.subarray(at + HEADER + 4, end)));
    at = end;
  }
  return at;
};

/** Reads the command's body among the sections of a message. The other sections hold the documents of bulk writes. */
function commandIn(sections: Buffer): MongoCommand {
  let body: Record<string, unknown> = {};
  const lists: Record<string, unknown> = {};
  for (let at = 0; at + BSON_LENGTH < sections.length; ) {
    const end = at + 1 + sections.readInt32LE(at + 1);
    const section = sections.subarray(at + 1, end);
    if (sections[at] === 1) Object.assign(lists, listIn(section));
    else body = mongo.BSON.deserialize(section);
    at = end;
  }
  const [name = ''] = Object.keys(body);
  Object.assign(body, lists);
  return { name, collection: String(body[name]), inTransaction: body.autocommit === false, body };
}

/** Bytes of a BSON document's length, which is its first field. */
const BSON_LENGTH = 4;

/** Reads a list of documents: its length, its name up to a zero, and the documents one after the other. */
function listIn(section: Buffer): Record<string, unknown> {
  const end = section.indexOf(0, BSON_LENGTH);
  const documents: mongo.Document[] = [];
  for (let at = end + 1; at + BSON_LENGTH <= section.length; ) {
    const next = at + section.readInt32LE(at);
    documents.push(mongo.BSON.deserialize(section.subarray(at, next)));
    at = next;
  }
  return { [section.toString('utf8', BSON_LENGTH, end)]: documents };
}

/** Starts a proxy to MongoDB that reports every command. */
export const tapMongo = (uri: string, take: (command: MongoCommand) => void): Promise<Tap> =>
  tap(new URL(uri), readMongo, take);

const LINE = '\r\n';

/** Reads commands as Redis gets them: an array of strings, each with its length (RESP). */
const readRedis: Reader<string> = (arrived, take) => {
  let done = 0;
  for (;;) {
    const line = lineAt(arrived, done);
    if (!line) return done;
    let at = line.end;
    const words: string[] = [];
    for (let left = Number(line.text.slice(1)); left > 0; left -= 1) {
      const size = lineAt(arrived, at);
      const end = size && size.end + Number(size.text.slice(1));
      if (!end || arrived.length < end + LINE.length) return done;
      if (words.length === 0) words.push(arrived.toString('utf8', size.end, end).toLowerCase());
      at = end + LINE.length;
    }
    take(words[0] ?? '');
    done = at;
  }
};

function lineAt(arrived: Buffer, from: number): { readonly text: string; readonly end: number } | null {
  const at = arrived.indexOf(LINE, from);
  return at < 0 ? null : { text: arrived.toString('utf8', from, at), end: at + LINE.length };
}

/** Starts a proxy to Redis that reports the name of every command. */
export const tapRedis = (uri: string, take: (name: string) => void): Promise<Tap> => tap(new URL(uri), readRedis, take);
