import {
  type DirectiveNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  GraphQLError,
  Kind,
  Lexer,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  Source,
  type Token,
  TokenKind,
} from 'graphql';

/** How large a document is, whatever the schema: of each the most that one of its operations or fragments has, fragments spread out. */
export interface Measures {
  /** Levels of fields. What is below `__schema` and `__type` does not count: a schema's types are told by their nesting. */
  depth: number;
  aliases: number;
  fields: number;
  /** Directives in one place. */
  directives: number;
}

const NOTHING: Measures = { depth: 0, aliases: 0, fields: 0, directives: 0 };
const INTROSPECTION = new Set(['__schema', '__type']);

/**
 * Takes time in proportion to the document's length: a fragment is measured once, however often it is spread. One that spreads
 * itself counts as nothing there, and a fragment that does not exist as nothing at all; validation refuses both.
 */
export function measure(document: DocumentNode): Measures {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions) if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measured = new Map<string, Measures>();

  const spread = (name: string): Measures => {
    const known = measured.get(name);
    if (known) return known;
    const fragment = fragments.get(name);
    measured.set(name, NOTHING);
    const found = fragment ? ofSelections(fragment.selectionSet) : NOTHING;
    measured.set(name, found);
    return found;
  };
  const ofSelection = (node: SelectionNode): Measures => {
    const directives = node.directives?.length ?? 0;
    const below = node.kind === Kind.FRAGMENT_SPREAD ? spread(node.name.value) : node.selectionSet ? ofSelections(node.selectionSet) : NOTHING;
    if (node.kind !== Kind.FIELD) return { ...below, directives: Math.max(below.directives, directives) };
    return {
      depth: 1 + (INTROSPECTION.has(node.name.value) ? 0 : below.depth),
      aliases: below.aliases + (node.alias ? 1 : 0),
      fields: below.fields + 1,
      directives: Math.max(below.directives, directives),
    };
  };
  const ofSelections = ({ selections }: SelectionSetNode): Measures => {
    const sum = { ...NOTHING };
    for (const selection of selections) {
      const each = ofSelection(selection);
      sum.depth = Math.max(sum.depth, each.depth);
      sum.aliases = added(sum.aliases, each.aliases);
      sum.fields = added(sum.fields, each.fields);
      sum.directives = Math.max(sum.directives, each.directives);
    }
    return sum;
  };

  const most = { ...NOTHING };
  const count = (definition: OperationDefinitionNode | FragmentDefinitionNode) => {
    const each = ofSelections(definition.selectionSet);
    const places: (readonly DirectiveNode[] | undefined)[] = [definition.directives, ...(definition.variableDefinitions ?? []).map((variable) => variable.directives)];
    most.depth = Math.max(most.depth, each.depth);
    most.aliases = Math.max(most.aliases, each.aliases);
    most.fields = Math.max(most.fields, each.fields);
    most.directives = Math.max(most.directives, each.directives, ...places.map((place) => place?.length ?? 0));
  };
  for (const definition of document.definitions) if (definition.kind === Kind.OPERATION_DEFINITION) count(definition);
  // Also fragments that nobody spreads, or of a name that another has: validation looks at all of them.
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.FRAGMENT_DEFINITION) continue;
    const { value } = definition.name;
    if (!measured.has(value) || fragments.get(value) !== definition) count(definition);
    else most.directives = Math.max(most.directives, definition.directives?.length ?? 0);
  }
  return most;
}

/** Fragments that double a thousand times are beyond what a number holds. */
function added(one: number, other: number): number {
  return Math.min(one + other, Number.MAX_SAFE_INTEGER);
}

/** What can be said of a text that does not parse: its tokens, and how deeply its brackets are nested, up to the first character that is no GraphQL. */
export function scan(text: string): { tokens: number; nesting: number } {
  const lexer = new Lexer(new Source(text));
  let tokens = 0;
  let open = 0;
  let nesting = 0;
  try {
    while (lexer.advance().kind !== TokenKind.EOF) {
      tokens++;
      // Each token holds the one before it: a megabyte of them would be hundreds in memory.
      (lexer.token as { prev: Token | null }).prev = null;
      if (OPENING.has(lexer.token.kind)) nesting = Math.max(nesting, ++open);
      else if (CLOSING.has(lexer.token.kind)) open--;
    }
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
  }
  return { tokens, nesting };
}

const OPENING = new Set<TokenKind>([TokenKind.BRACE_L, TokenKind.BRACKET_L, TokenKind.PAREN_L]);
const CLOSING = new Set<TokenKind>([TokenKind.BRACE_R, TokenKind.BRACKET_R, TokenKind.PAREN_R]);

/** How deeply the lists and objects of a JSON value are nested. A level at a time: a megabyte of brackets would overflow the stack. */
export function nestingOf(value: unknown): number {
  let nesting = 0;
  for (let level = [value].filter(isNested); level.length; nesting++) level = level.flatMap((each) => Object.values(each)).filter(isNested);
  return nesting;
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
