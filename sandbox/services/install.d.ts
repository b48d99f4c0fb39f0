interface LockedPackage {
  version?: string;
  integrity?: string;
  optional?: boolean;
  devOptional?: boolean;
  link?: boolean;
}
type Packages = Record<string, LockedPackage>;
/** Packages that the lockfile wants and that are missing or of another version. Optional ones may be missing. */
export function lacking(wanted: Packages, installed: Packages): [string, LockedPackage][];
/** Makes node_modules match package-lock.json. @throws Error with npm's words. */
export function installWhenNeeded(folder?: string): Promise<void>;
