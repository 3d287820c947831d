import { createHash } from 'node:crypto';

/** Randomness that a seed decides: the same seed and the same name give the same numbers, whoever else draws in between. */
export class Chance {
  readonly #name: string;
  #drawn = 0;

  constructor(name: string) {
    this.#name = name;
  }

  /** Numbers of its own for one part, so that how fast another part draws does not change them. */
  of(part: string): Chance {
    return new Chance(`${this.#name}/${part}`);
  }

  /** From [0, 1). */
  next(): number {
    const digest = createHash('sha256')
      .update(`${this.#name}#${this.#drawn++}`)
      .digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  between(least: number, most: number): number {
    return least + this.next() * (most - least);
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return Math.floor(this.between(least, most + 1));
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(choices: readonly T[]): T {
    return choices[Math.floor(this.next() * choices.length)] as T;
  }
}
