import { type ASTNode, type DocumentNode, type GraphQLSchema, Kind, parse, print, validate, visit } from 'graphql';

/** What can be left out of a document by itself. */
const SPARE: ReadonlySet<string> = new Set([Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD, Kind.ARGUMENT, Kind.DIRECTIVE, Kind.OBJECT_FIELD]);

/** A smaller valid document that still fails: whatever can be left out is, a piece at a time, the large ones first. */
export async function shrink(schema: GraphQLSchema, query: string, fails: (query: string) => Promise<boolean>): Promise<string> {
  let document = parse(query);
  for (let piece = 0; piece < count(document); ) {
    const smaller = tidied(without(document, piece));
    if (smaller && validate(schema, smaller).length === 0 && (await fails(print(smaller)))) document = smaller;
    else piece++;
  }
  return print(document);
}

function count(document: DocumentNode): number {
  let pieces = 0;
  visit(document, {
    enter: (node) => {
      if (SPARE.has(node.kind)) pieces++;
    },
  });
  return pieces;
}

function without(document: DocumentNode, piece: number): DocumentNode {
  let at = 0;
  return visit(document, { enter: (node: ASTNode) => (SPARE.has(node.kind) && at++ === piece ? null : undefined) });
}

/** Without the fragments and variables that nothing uses any more; nothing if that leaves no document. */
function tidied(document: DocumentNode): DocumentNode | undefined {
  let before = '';
  let text = print(document);
  while (before !== text) {
    before = text;
    try {
      const used = { spreads: new Set<string>(), variables: new Set<string>() };
      const parsed = parse(text);
      visit(parsed, {
        FragmentSpread: ({ name }) => void used.spreads.add(name.value),
        VariableDefinition: () => false,
        Variable: ({ name }) => void used.variables.add(name.value),
      });
      text = print(
        visit(parsed, {
          FragmentDefinition: ({ name }) => (used.spreads.has(name.value) ? undefined : null),
          VariableDefinition: ({ variable }) => (used.variables.has(variable.name.value) ? undefined : null),
        }),
      );
    } catch {
      return undefined;
    }
  }
  return parse(text);
}
