import { AccessMutations } from './mutations.ts';
import { AccessQueries } from './queries.ts';
import { ScreenMutations } from './screenMutations.ts';

export const accessResolvers = [AccessQueries, AccessMutations, ScreenMutations] as const;
