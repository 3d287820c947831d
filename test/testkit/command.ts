import { spawn } from 'node:child_process';

/** Runs a built program to its end. */
export function runProgram(path: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [`.build/${path}`, ...args], { env: { ...process.env, ...env } });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += chunk;
    });
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) => resolve({ status, output }));
  });
}

/** Runs a command of the server over a database, as npm's scripts do. */
export function runCommand(script: string, databaseUrl: string, ...args: string[]): ReturnType<typeof runProgram> {
  return runProgram(`server/${script}`, args, { DATABASE_URL: databaseUrl });
}
