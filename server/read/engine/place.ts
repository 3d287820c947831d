/** In the place of a value that could not be had: null here or in the nearest place above that may be null. Its error is noted already. */
export const NULLED = Symbol('nulled');

/** Where a value stands in the answer to one of the operation's roots. */
export interface PathInRoot {
  root: number;
  path: (string | number)[];
}

/** To which values above each belongs: to one, or to all who share it. Worked out only when somebody looks. */
type Owners = (at: number) => number | readonly number[];

/**
 * Where the values of one level stand in the answer. All of a level are handled together, so a path is put together only when there is
 * an error to be told.
 */
export class Place {
  readonly #above: Place | undefined;
  readonly #owners: Owners | undefined;
  readonly #step: ((at: number) => string | number) | undefined;

  constructor(above?: Place, owners?: Owners, step?: (at: number) => string | number) {
    this.#above = above;
    this.#owners = owners;
    this.#step = step;
  }

  /** Of a field of each value. */
  field(name: string): Place {
    return new Place(this, undefined, () => name);
  }

  /** Of some of the values. */
  of(owners: readonly number[]): Place {
    return new Place(this, (at) => owners[at] as number);
  }

  /** Of values that each stand in several places. */
  shared(owners: () => readonly (readonly number[])[]): Place {
    return new Place(this, (at) => owners()[at] as readonly number[]);
  }

  /** Of the items of lists. */
  items(owners: () => readonly number[], indexes: () => readonly number[]): Place {
    return new Place(
      this,
      (at) => owners()[at] as number,
      (at) => indexes()[at] as number,
    );
  }

  /** Where a value stands, in each root that it stands in: there in its first place. */
  paths(at: number): PathInRoot[] {
    if (!this.#above) return [{ root: at, path: [] }];
    const owners = this.#owners?.(at) ?? at;
    const above = typeof owners === 'number' ? this.#above.paths(owners) : owners.flatMap((owner) => (this.#above as Place).paths(owner));
    const inRoot = new Map<number, PathInRoot>();
    for (const { root, path } of above) if (!inRoot.has(root)) inRoot.set(root, { root, path: this.#step ? [...path, this.#step(at)] : path });
    return [...inRoot.values()];
  }
}

/** Of each key the places where it stands. */
export function placesOf(keys: readonly unknown[]): Map<unknown, number[]> {
  const places = new Map<unknown, number[]>();
  for (const [at, key] of keys.entries()) {
    const those = places.get(key);
    if (those) those.push(at);
    else places.set(key, [at]);
  }
  return places;
}

/** What is worked out when it is first asked for, and kept. */
export function once<T>(work: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: work() };
    return known.value;
  };
}
