import { hash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { type ASTNode, type DocumentNode, parse, print, visit } from 'graphql';

/** The documents a client of ours was built with, by the SHA-256 of their text. */
export type DocumentManifest = Readonly<Record<string, string>>;

/** Documents that are known beforehand. Nothing a client sends adds to them. */
export class TrustedDocuments {
  /** Whether no others are carried out. */
  readonly only: boolean;
  readonly #manifest: ReadonlyMap<string, string>;
  readonly #meanings: ReadonlySet<string>;

  constructor(manifest: DocumentManifest, only: boolean) {
    this.only = only;
    this.#manifest = new Map(Object.entries(manifest).map(([id, text]) => [bare(id), text]));
    this.#meanings = new Set(Object.values(manifest).map((text) => meaningOf(parse(text))));
  }

  /** The text with this hash. */
  text(id: string): string | undefined {
    return this.#manifest.get(bare(id));
  }

  /** Whether one of them says the same. Whitespace, comments and the order of definitions, fields and arguments say nothing: manifests are sorted. */
  has(document: DocumentNode): boolean {
    return this.#meanings.has(meaningOf(document));
  }
}

/** The hash alone: ids are written with the name of the algorithm before it, and without. */
export function bare(id: string): string {
  return id.replace(/^sha256:/, '');
}

function meaningOf(document: DocumentNode): string {
  const ordered = visit(document, {
    SelectionSet: { leave: (node) => ({ ...node, selections: inOrder(node.selections) }) },
    Field: { leave: (node) => ({ ...node, arguments: inOrder(node.arguments) }) },
    Directive: { leave: (node) => ({ ...node, arguments: inOrder(node.arguments) }) },
    OperationDefinition: { leave: (node) => ({ ...node, variableDefinitions: inOrder(node.variableDefinitions) }) },
  });
  return hash('sha256', inOrder(ordered.definitions).map(print).join('\n'));
}

function inOrder<N extends ASTNode>(nodes: readonly N[] = []): N[] {
  const written = new Map(nodes.map((node) => [node, print(node)]));
  return nodes.toSorted((one, other) => ((written.get(one) as string) < (written.get(other) as string) ? -1 : 1));
}

/** The manifest that the client's types are generated with; an Error names the file if it is not there. */
export async function readManifest(file: string): Promise<DocumentManifest> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as DocumentManifest;
  } catch (error) {
    throw new Error(`The client's documents cannot be read from ${file}: ${(error as Error).message}. \`npm run schema\` makes them.`);
  }
}
