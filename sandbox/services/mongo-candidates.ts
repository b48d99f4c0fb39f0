/** The MongoDB servers found on this machine. */
export interface MongoFacts {
  /** `MONGODB_URI`. */
  readonly uri?: string | undefined;
  /** A `mongod` on PATH. */
  readonly onPath?: string | undefined;
  /** A `mongod` in the cache of mongodb-memory-server. */
  readonly cached?: string | undefined;
  /** The download host of mongod, and whether it can be reached. */
  readonly host: string;
  readonly reachable: boolean;
  /** SecantusDB's Rust server in Baton's cache. */
  readonly rust?: string | undefined;
  /** The server that wrote the existing data. No other server can read them. */
  readonly wrote?: MongoServer | undefined;
}

/** Servers with mutually incompatible data files. */
export type MongoServer = 'mongod' | 'secantus-rs' | 'secantus-py';

/** One way to get a MongoDB, with the reason shown to the user. */
export type MongoCandidate =
  | { readonly kind: 'existing'; readonly uri: string; readonly why: string }
  | { readonly kind: 'mongod' | 'secantus-rs'; readonly binary: string; readonly why: string }
  | { readonly kind: 'download' | 'secantus-py'; readonly why: string };

const mongods = ({ onPath, cached, host, reachable }: MongoFacts): MongoCandidate[] => [
  ...(onPath ? [{ kind: 'mongod', binary: onPath, why: `${onPath} is on PATH` } as const] : []),
  ...(cached ? [{ kind: 'mongod', binary: cached, why: `${cached} was downloaded before` } as const] : []),
  ...(reachable && !cached ? [{ kind: 'download', why: `${host} can be reached` } as const] : []),
];

/**
 * Lists what to try, in order. A URI from the environment is the only candidate if there is one. Existing data restrict
 * the list to the server that wrote them.
 */
export function mongoCandidates(facts: MongoFacts): readonly MongoCandidate[] {
  if (facts.uri) return [{ kind: 'existing', uri: facts.uri, why: 'MONGODB_URI says so' }];
  const { wrote } = facts;
  if (!wrote) return anyOf(facts);
  return anyOf(facts)
    .filter((candidate) => serverOf(candidate) === wrote)
    .map((candidate) => ({ ...candidate, why: 'it wrote the data that are there' }));
}

/** The server that a candidate starts; undefined for one that runs elsewhere. */
export function serverOf({ kind }: MongoCandidate): MongoServer | undefined {
  if (kind === 'existing') return undefined;
  return kind === 'download' ? 'mongod' : kind;
}

function anyOf(facts: MongoFacts): readonly MongoCandidate[] {
  const real = mongods(facts);
  const noMongod =
    real.length > 0 ? 'no mongod could be started' : `there is no mongod and ${facts.host} is out of reach`;
  const { rust } = facts;
  return [
    ...real,
    ...(rust ? [{ kind: 'secantus-rs', binary: rust, why: `${noMongod}; ${rust} was built` } as const] : []),
    { kind: 'secantus-py', why: noMongod },
  ];
}
