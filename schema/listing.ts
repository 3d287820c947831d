/** A class of things: a table and a GraphQL type. */
type Class = new () => object;

/** A connection of every thing of a class: `Query.units`. */
export interface RootListing {
  entity: Class;
  field: string;
  description: string;
}

/** A relation the other way round: `Unit.officers` for `Officer.unit`. */
export interface InverseListing {
  /** The class whose `property` points at the owner of `field`. */
  entity: Class;
  property: string;
  field: string;
  description: string;
}

/** When a row of a versioned class holds: from `since`, up to and not including `until`; for good while that is empty. */
export interface Versioning {
  since: string;
  until: string;
  /** The argument that shows rows of every time. */
  all: { argument: string; description: string };
}

const roots: RootListing[] = [];
const inverses: InverseListing[] = [];
const versionings = new Map<object, Versioning>();

/** Everything of the class is listed as `Query.<field>`: filtered, ordered, paged, counted, grouped. */
export function Listed(field: string, description: string): ClassDecorator {
  return (entity) => {
    roots.push({ entity: entity as unknown as Class, field, description });
  };
}

/** On a relation to one: what points at a thing is listed as `field` of that thing, and its filter asks for some, none or every one of them. */
export function Inverse(field: string, description: string): PropertyDecorator {
  return (prototype, property) => {
    inverses.push({ entity: prototype.constructor as Class, property: String(property), field, description });
  };
}

/** Rows of the class are replaced, never changed: lists show those that hold now, or held at a moment, or all there ever were. */
export function Versioned(versioning: Versioning): ClassDecorator {
  return (entity) => {
    versionings.set(entity, versioning);
  };
}

export function rootListings(): readonly RootListing[] {
  return roots;
}

export function inverseListings(): readonly InverseListing[] {
  return inverses;
}

export function versioningOf(entity: object): Versioning | undefined {
  return versionings.get(entity);
}
