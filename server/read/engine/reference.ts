/** A row of any type that has a table, known by its key. A resolver answers with it where the type of the field is an interface. */
export class Reference {
  readonly __typename: string;
  readonly key: number;

  constructor(typeName: string, key: number) {
    this.__typename = typeName;
    this.key = key;
  }
}
