import { BoardResolvers } from './resolvers.ts';

export const boardResolvers = [BoardResolvers] as const;
