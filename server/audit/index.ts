export { Audit } from './audit.ts';
export type { Actor } from './entry.ts';
export { type Break, type Head, type Verdict, verifyChain } from './verification.ts';
export { type Act, type Ending, endingOf, Witness } from './witness.ts';
