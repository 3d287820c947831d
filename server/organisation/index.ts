import { OrganisationQueries } from './resolvers.ts';

export { organisationKinds } from './intake.ts';

export const organisationResolvers = [OrganisationQueries] as const;
