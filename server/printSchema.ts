import { readFileSync, writeFileSync } from 'node:fs';
import { createSchema, printContract } from './schema.ts';

// `npm run schema` writes the contract that clients are generated from; with --check it only compares.
const FILE = 'schema/schema.graphql';
const printed = printContract(await createSchema());

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, printed);
} else if (readFileSync(FILE, 'utf8') !== printed) {
  console.error(`${FILE} is not what the classes in schema/ say. Run \`npm run schema\` and look at the difference.`);
  process.exit(1);
}
