import { type InverseListing, inverseListings, rootListings } from '../../schema/listing.ts';
import type { EntityClass } from './sql/model.ts';
import { shownFields } from './types/shown.ts';

/** A field that is answered with a connection. */
export interface Listing {
  /** `Query`, or the name of the type that has the field. */
  owner: string;
  field: string;
  /** Of which class the rows are. */
  entity: EntityClass;
  /** The relation of theirs that points at the owner; none for those of `Query`, which list all. */
  property?: string;
  description: string;
}

/** A relation of `entity` the other way round. */
export interface Inverse extends InverseListing {
  entity: EntityClass;
}

let known = new Map<string, Listing>();
let knownFrom = 0;

export function listingOf(typeName: string, fieldName: string): Listing | undefined {
  const declared = rootListings().length + inverseListings().length;
  if (declared !== knownFrom) {
    known = new Map(everyListing().map((listing) => [`${listing.owner}.${listing.field}`, listing]));
    knownFrom = declared;
  }
  return known.get(`${typeName}.${fieldName}`);
}

/** What points at rows of a class, and is listed as a field of theirs. */
export function inversesOf(owner: EntityClass): Inverse[] {
  return inverses().filter((each) => targetOf(each) === owner);
}

/** Each as the classes declare it. */
export function everyListing(): Listing[] {
  const roots = rootListings().map(({ entity, field, description }) => ({ owner: 'Query', field, entity: entity as EntityClass, description }));
  return [...roots, ...inverses().map((each) => ({ ...each, owner: targetOf(each).name }))];
}

function inverses(): readonly Inverse[] {
  return inverseListings() as readonly Inverse[];
}

/** The class that a relation points at. */
function targetOf({ entity, property }: Inverse): EntityClass {
  const relation = shownFields(entity).find(({ name }) => name === property);
  if (!relation) throw new Error(`${entity.name}.${property} has an inverse, but shows no field`);
  return relation.type as EntityClass;
}
