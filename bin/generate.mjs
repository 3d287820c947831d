/** `npm run schema`: prints schema/schema.graphql from the classes, then the client's types from it. */
import { spawnSync } from 'node:child_process';

for (const args of [['.build/server/printSchema.js'], ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml']]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
