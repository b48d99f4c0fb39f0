/** Returns how often a property is tried: `FC_RUNS` times (2000 for a long hunt), or else `usual` times. */
export const propertyRuns = (usual: number): number => Number(process.env.FC_RUNS ?? usual);
