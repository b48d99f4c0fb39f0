interface LockedPackage {
  version?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
}
type Packages = Record<string, LockedPackage>;
/** Lists the packages that are missing or differ from the lockfile. Optional packages may be missing. */
export function lacking(wanted: Packages, installed: Packages): [string, LockedPackage][];
/** Makes node_modules match package-lock.json. @throws Error with npm's message */
export function installWhenNeeded(folder?: string): Promise<void>;
