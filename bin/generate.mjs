/** `npm run schema`: prints schema/schema.graphql from the classes, docs/access.md from the policies, then the client's types from the schema. */
import { spawnSync } from 'node:child_process';

for (const args of [['.build/server/printSchema.js'], ['.build/server/printAccess.js'], ['node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml']]) {
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
}
