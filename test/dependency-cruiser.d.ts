declare module '*/.dependency-cruiser.mjs' {
  import type { IConfiguration } from 'dependency-cruiser';

  /** The rooms of each floor, on lines from the bottom up. */
  export const FLOORS: Readonly<Record<string, readonly (readonly string[])[]>>;
  const rules: Required<Pick<IConfiguration, 'forbidden' | 'options'>>;
  export default rules;
}
