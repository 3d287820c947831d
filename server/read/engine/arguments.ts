import { getArgumentValues, Kind, visit } from 'graphql';
import type { Asked } from './plan.ts';

/** The arguments of an operation's fields, each field's read once. Variables are coerced. */
export class Arguments {
  readonly #variables: Record<string, unknown>;
  readonly #read = new Map<Asked, Record<string, unknown>>();

  constructor(variables: Record<string, unknown>) {
    this.#variables = variables;
  }

  /** Throws what is wrong with them. */
  of(asked: Asked): Record<string, unknown> {
    if (asked.fixed) return asked.fixed;
    let values = this.#read.get(asked);
    if (!values) {
      values = getArgumentValues(asked.field, asked.nodes[0], this.#variables);
      this.#read.set(asked, values);
    }
    return values;
  }
}

/** The arguments of a field that are the same in every request, since no variable stands in them. */
export function fixedArguments({ field, nodes: [node] }: Pick<Asked, 'field' | 'nodes'>): Record<string, unknown> | undefined {
  let varies = false;
  for (const argument of node.arguments ?? []) {
    visit(argument, {
      [Kind.VARIABLE]: () => {
        varies = true;
      },
    });
  }
  if (varies) return undefined;
  try {
    return getArgumentValues(field, node, {});
  } catch {
    // Told to whoever asks, with its place.
    return undefined;
  }
}
