/** `npm run check`: everything that must hold before a change lands. Goes on after a failure, to name them all. `-- --no-tests` leaves out the tests. */
import { spawnSync } from 'node:child_process';

const node = (...args) => [process.execPath, args];
const typescript = 'node_modules/typescript/bin/tsc';

const RELAY = ['relay-connection-types-spec', 'relay-connection-arguments-spec', 'relay-page-info-spec'];

const checks = [
  ['types of the server', node(typescript, '-p', '.')],
  ['types of the client', node(typescript, '-p', 'client')],
  ['types of the tests', node(typescript, '-p', 'test')],
  ['lint, format, import circles', node('node_modules/@biomejs/biome/bin/biome', 'check', '.')],
  ['schema.graphql is what the classes say', node('.build/server/printSchema.js', '--check')],
  ['docs/access.md is what the policies say, and they decide every field', node('.build/server/printAccess.js', '--check')],
  ['schema.graphql keeps the rules of Relay', node('node_modules/.bin/graphql-schema-linter', '--rules', RELAY.join(','), 'schema/schema.graphql')],
  ['client types are what schema.graphql says', node('node_modules/@graphql-codegen/cli/esm/bin.js', '--config', 'codegen.yml', '--check')],
  ['tests, migrations from zero among them', node('test/run.mjs')],
];

const wanted = process.argv.includes('--no-tests') ? checks.slice(0, -1) : checks;
const failed = wanted.filter(([name, [command, args]]) => {
  console.log(`\n── ${name}`);
  return spawnSync(command, args, { stdio: 'inherit' }).status !== 0;
});
console.log(failed.length ? `\nFailed: ${failed.map(([name]) => name).join('; ')}` : '\nAll checks hold.');
process.exit(failed.length ? 1 : 0);
