import { Args, FieldResolver, Query, Resolver } from 'type-graphql';
import { everyListing } from '../listing.ts';
import type { EntityClass } from '../sql/model.ts';
import { connectionTypes } from './connectionTypes.ts';

/** Resolver classes for the connections between `entities`, as their decorators declare them; type-graphql makes fields of a schema from them. */
export function listingResolvers(entities: readonly EntityClass[]): (new () => object)[] {
  const owners = new Map<string, EntityClass | undefined>([['Query', undefined], ...entities.map((entity) => [entity.name, entity] as const)]);
  const byOwner = Map.groupBy(
    everyListing().filter(({ owner, entity }) => owners.has(owner) && entities.includes(entity)),
    ({ owner }) => owner,
  );
  return [...byOwner].map(([owner, listings]) => {
    const Resolvers = class {};
    const type = owners.get(owner);
    (type ? Resolver(() => type) : Resolver())(Resolvers);
    for (const { field, entity, description } of listings) {
      const { Connection, Arguments } = connectionTypes(entity);
      Object.defineProperty(Resolvers.prototype, field, { value: neverCalled });
      const descriptor = Object.getOwnPropertyDescriptor(Resolvers.prototype, field) as PropertyDescriptor;
      (type ? FieldResolver : Query)(() => Connection, { description })(Resolvers.prototype, field, descriptor);
      Args(() => Arguments)(Resolvers.prototype, field, 0);
    }
    return Resolvers;
  });
}

function neverCalled(): never {
  throw new Error('Connections are answered by the read engine, not by resolvers');
}
