/** Plays rounds on all in turn, forwards and backwards, after some rounds to warm up that do not count. */
export async function alternate<T, R>(
  all: readonly T[],
  rounds: { readonly warm: number; readonly counted: number },
  play: (one: T) => Promise<R>,
): Promise<Map<T, R[]>> {
  const played = new Map(all.map((one) => [one, [] as R[]]));
  for (let turn = -rounds.warm; turn < rounds.counted; turn += 1) {
    for (const one of turn % 2 === 0 ? all : all.toReversed()) {
      const result = await play(one);
      if (turn >= 0) played.get(one)?.push(result);
    }
  }
  return played;
}
