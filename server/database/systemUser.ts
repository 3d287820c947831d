import { execFile, execFileSync, spawnSync } from 'node:child_process';
import { userInfo } from 'node:os';
import { promisify } from 'node:util';

/** Who PostgreSQL runs as when we are root, which it refuses to be. */
const NAME = 'postgres';

export interface SystemUser {
  name: string;
  uid: number;
  gid: number;
}

/** The user PostgreSQL must run as: nobody else unless we are root, then the system user `postgres`, made if missing. */
export function systemUser(): SystemUser | undefined {
  if (userInfo().uid !== 0) return undefined;
  const id = (flag: string) => Number(execFileSync('id', [flag, NAME], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }));
  const known = () => ({ name: NAME, uid: id('-u'), gid: id('-g') });
  try {
    return known();
  } catch {
    execFileSync('useradd', ['--system', '--user-group', '--no-create-home', NAME]);
    return known();
  }
}

/**
 * Runs one of PostgreSQL's programs in `directory`, as `user` if there is one.
 *
 * Root may keep the project where `postgres` cannot pass through, below /root for one. Then the program gets
 * the right to search and read directories, and no other (util-linux' setpriv).
 */
export async function runProgram(program: string, args: readonly string[], directory: string, user: SystemUser | undefined): Promise<void> {
  const run = promisify(execFile);
  if (!user) {
    await run(program, args, { cwd: directory });
  } else if (canPassThrough(user, program, directory)) {
    await run(program, args, { cwd: directory, uid: user.uid, gid: user.gid });
  } else {
    // Without no_setuid_fixup, access(2) would leave the right out of account, and initdb asks by it.
    const rights = ['--inh-caps=+dac_read_search', '--ambient-caps=+dac_read_search', '--securebits=+no_setuid_fixup'];
    await run('setpriv', [`--reuid=${user.uid}`, `--regid=${user.gid}`, '--clear-groups', ...rights, program, ...args], { cwd: directory });
  }
}

function canPassThrough({ uid, gid }: SystemUser, program: string, directory: string): boolean {
  const asUser = { uid, gid, cwd: '/', stdio: 'ignore' } as const;
  return spawnSync(program, ['--version'], asUser).status === 0 && spawnSync('test', ['-x', directory], asUser).status === 0;
}
