import { OrganisationQueries, RegionEdges, UnitEdges } from './resolvers.ts';

export { organisationKinds } from './intake.ts';

export const organisationResolvers = [OrganisationQueries, RegionEdges, UnitEdges] as const;
