import type { AnySource, Client, Opened, Source } from './source.js';

/** Hides the type of a source's configuration, so that different sources fit into one table. */
export function defineSource<Config>(source: Source<Config>): AnySource {
  const { readConfig: read, can, asks, setUp, webhook, poll, client, ...traits } = source;
  const { rotate, placeOf, accountOf, ...form } = setUp;
  const opened = (connection: Opened<unknown>): Opened<Config> => ({ ...connection, config: read(connection.config) });
  return {
    ...traits,
    readConfig: read,
    can: (config) => can(read(config)),
    ...(asks && { asks: (config: unknown) => asks(read(config)) }),
    setUp: {
      ...form,
      configure: (answers, before) => form.configure(answers, before === undefined ? undefined : read(before)),
      preset: (config) => form.preset(read(config)),
      probe: (config, services) => form.probe(read(config), services),
      copy: (config, url) => form.copy(read(config), url),
      ...(placeOf && { placeOf: (config: unknown) => placeOf(read(config)) }),
      ...(accountOf && { accountOf: (config: unknown) => accountOf(read(config)) }),
      ...(rotate && { rotate: (config: unknown) => rotate(read(config)) }),
    },
    ...(webhook && {
      webhook: { ...webhook, verify: (connection, request) => webhook.verify(opened(connection), request) },
    }),
    ...(poll && { poll: (connection, ...rest) => poll(opened(connection), ...rest) }),
    ...(client && { client: (services) => anyClient(client(services), opened) }),
  };
}

function anyClient<Config>(
  client: Client<Config>,
  opened: (connection: Opened<unknown>) => Opened<Config>,
): Client<unknown> {
  const { accept, decline, invitation, searchPeople, candidates, members, clock, close } = client;
  return {
    ...(accept && { accept: (to, ...rest) => accept(opened(to), ...rest) }),
    ...(decline && { decline: (to, ...rest) => decline(opened(to), ...rest) }),
    ...(invitation && { invitation: (to, ...rest) => invitation(opened(to), ...rest) }),
    ...(searchPeople && { searchPeople: (to, ...rest) => searchPeople(opened(to), ...rest) }),
    ...(candidates && { candidates: (to, ...rest) => candidates(opened(to), ...rest) }),
    ...(members && { members: (to) => members(opened(to)) }),
    ...(clock && { clock: (to) => clock(opened(to)) }),
    ...(close && { close }),
  };
}
