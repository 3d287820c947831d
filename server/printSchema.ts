import { writeFileSync } from 'node:fs';
import { createSchema, printContract } from './schema.ts';

// `npm run schema`: writes the contract that clients are generated from.
writeFileSync('schema/schema.graphql', printContract(await createSchema()));
