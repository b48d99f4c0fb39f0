/** A variable that the benchmark sets. @throws Error when it did not */
export function given(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set`);
  return value;
}
