/** One event's answer, ready to be sent to everybody who asked the same. */
export interface Payload {
  /** The execution result as JSON without its closing brace: what comes before it differs from reader to reader. */
  json: Buffer;
  /** The cursor it carries. */
  cursor: string;
}

/** A payload and the cursor its reader stood at before: no event of the subscription lies between the two. */
export interface Told extends Payload {
  after: string;
}

/** Events that are told together, and whatever form the transports make of them, made once. */
export class Batch {
  readonly told: readonly Told[];
  readonly #forms = new Map<string, unknown>();

  constructor(payloads: readonly Payload[], after: string) {
    let before = after;
    this.told = payloads.map((payload) => {
      const each = { ...payload, after: before };
      before = payload.cursor;
      return each;
    });
  }

  /** Where its readers stand after it. */
  get cursor(): string {
    return (this.told.at(-1) as Told).cursor;
  }

  /** The batch in one of a transport's forms, made by the first who needs it. */
  as<Form>(name: string, make: (told: readonly Told[]) => Form): Form {
    let form = this.#forms.get(name) as Form | undefined;
    if (form === undefined) {
      form = make(this.told);
      this.#forms.set(name, form);
    }
    return form;
  }
}

/** The whole execution result of an event, with the cursor before it in `extensions.after`. */
export function ending({ after }: Told): string {
  return `,"extensions":{"after":"${after}"}}`;
}
