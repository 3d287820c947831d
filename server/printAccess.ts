import { readFileSync, writeFileSync } from 'node:fs';
import { nodes } from '../schema/index.ts';
import { accessTable } from './access/accessTable.ts';
import { Policies } from './access/policies.ts';
import { policies } from './policies.ts';
import { Models } from './read/index.ts';
import { createSchema } from './schema.ts';

// `npm run schema` writes the table of who may see and do what; with --check it only compares, and names what nobody decided.
const FILE = 'docs/access.md';
const schema = await createSchema();
const rules = new Policies({ schema, models: new Models(), entities: nodes, policies });
const printed = accessTable(schema, rules);

const undecided = rules.undecided();
if (undecided.length) {
  console.error(`No policy decides who may see or do these, so nobody may: ${undecided.join(', ')}`);
  process.exitCode = 1;
}
if (!process.argv.includes('--check')) {
  writeFileSync(FILE, printed);
} else if (readFileSync(FILE, 'utf8') !== printed) {
  console.error(`${FILE} is not what the policies say. Run \`npm run schema\` and look at the difference.`);
  process.exitCode = 1;
}
