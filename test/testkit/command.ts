import { spawn } from 'node:child_process';

/** Runs a built command of the server over a database, as npm's scripts do. */
export function runCommand(script: string, databaseUrl: string, ...args: string[]): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, [`.build/server/${script}`, ...args], { env: { ...process.env, DATABASE_URL: databaseUrl } });
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
