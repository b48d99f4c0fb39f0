/** Returns how often a property is tried: `usual` times, or as often as `FC_RUNS` says, such as 2000 for a long hunt. */
export const runs = (usual: number): number => Number(process.env.FC_RUNS ?? usual);
