/** In the place of a value that could not be had: null here or in the nearest place above that may be null. Its error is noted already. */
export const NULLED = Symbol('nulled');

/**
 * Where the values of one level stand in the answer. All of a level are handled together, so a path is put together only when there is
 * an error to be told.
 */
export class Place {
  readonly #above: Place | undefined;
  readonly #name: string | undefined;
  readonly #owners: readonly number[] | undefined;
  readonly #indexes: readonly number[] | undefined;

  /** `owners` says of each value to which one above it belongs, where they are not the same in number; `indexes` where in that one's list. */
  constructor(above?: Place, name?: string, owners?: readonly number[], indexes?: readonly number[]) {
    this.#above = above;
    this.#name = name;
    this.#owners = owners;
    this.#indexes = indexes;
  }

  /** Of a field of each value. */
  field(name: string): Place {
    return new Place(this, name);
  }

  /** Of some of the values, or of one for several. */
  of(owners: readonly number[]): Place {
    return new Place(this, undefined, owners);
  }

  /** Of the items of lists. */
  items(owners: readonly number[], indexes: readonly number[]): Place {
    return new Place(this, undefined, owners, indexes);
  }

  path(at: number): (string | number)[] {
    const path = this.#above?.path(this.#owner(at)) ?? [];
    if (this.#name !== undefined) path.push(this.#name);
    if (this.#indexes) path.push(this.#indexes[at] as number);
    return path;
  }

  /** Which of the operation's roots a value stands under. */
  root(at: number): number {
    return this.#above ? this.#above.root(this.#owner(at)) : at;
  }

  #owner(at: number): number {
    return this.#owners ? (this.#owners[at] as number) : at;
  }
}
