import { hash } from 'node:crypto';
import { type DocumentNode, GraphQLError, getOperationAST, NoSchemaIntrospectionCustomRule, type OperationTypeNode, parse, specifiedRules, validate } from 'graphql';
import { LRUCache } from 'lru-cache';
import { ErrorCode } from '../../schema/ErrorCode.ts';
import { SubscriptionText } from '../live/index.ts';
import { badRequest, type CompiledOperation, type Executor } from '../read/index.ts';
import { withCode } from './errors.ts';
import { beyondLimits, type OperationLimits, tooDeep, tooManyTokens } from './limits.ts';
import { measure, scan } from './measure.ts';
import { bare, type TrustedDocuments } from './trustedDocuments.ts';

/** Texts kept with what was made of them: a hall of screens sends one. */
const KEPT_TEXTS = 500;
/** What all of them may take, as far as it can be told from their length (bytes). */
const KEPT_BYTES = 64 * 1024 * 1024;
/** A token's share in the document made of it, and a character's in the text (bytes). */
const BYTES_A_TOKEN = 500;
const BYTES_A_CHARACTER = 2;

/** What a client sends, in any transport: a text, or the hash of one that is known. */
export interface OperationRequest {
  query?: string | null;
  /** GraphQL over HTTP's name for the hash. */
  documentId?: unknown;
  /** Apollo's: `persistedQuery.sha256Hash`. */
  extensions?: Record<string, unknown> | null;
  operationName?: string | null;
  variables?: Readonly<Record<string, unknown>> | null;
}

/** An operation that can be carried out, made ready once for all who send it. */
export interface Prepared {
  document: DocumentNode;
  /** SHA-256 of its text, hexadecimal. */
  hash: string;
  kind: OperationTypeNode;
  name: string | undefined;
  compiled: CompiledOperation;
  /** Whether it is known beforehand; found out when it is wanted. */
  trusted?: boolean;
  /** Of subscriptions only. */
  subscription?: SubscriptionText;
}

interface Known {
  /** Without mistakes it can be carried out. */
  document?: DocumentNode;
  mistakes: readonly GraphQLError[];
  bytes: number;
  /** By the operation name of the request. */
  operations: Map<string | null, Prepared>;
}

export interface DocumentRules {
  limits: OperationLimits;
  /** Whether anybody may ask what the schema is. */
  introspection: boolean;
  trusted: TrustedDocuments;
}

/** Texts of operations, each parsed, measured, validated and compiled once, also when there is something wrong with it. */
export class Documents {
  readonly #executor: Executor;
  readonly #rules: DocumentRules;
  readonly #known = new LRUCache<string, Known>({ max: KEPT_TEXTS, maxSize: KEPT_BYTES, sizeCalculation: ({ bytes }) => bytes });

  constructor(executor: Executor, rules: DocumentRules) {
    this.#executor = executor;
    this.#rules = rules;
  }

  /** The operation asked for, or what is wrong with it. */
  prepare(request: OperationRequest): Prepared | readonly GraphQLError[] {
    const text = this.#textOf(request);
    if (typeof text !== 'string') return [text];
    let known = this.#known.get(text);
    if (!known) {
      known = this.#read(text);
      this.#known.set(text, known);
    }
    if (!known.document || known.mistakes.length) return known.mistakes;
    const name = request.operationName ?? null;
    const before = known.operations.get(name);
    if (before) return before;
    const prepared = this.#compile(text, known.document, name);
    if ('document' in prepared) known.operations.set(name, prepared);
    return prepared;
  }

  /** Whether it is one of the documents that are known beforehand. */
  trusts(prepared: Prepared): boolean {
    prepared.trusted ??= this.#rules.trusted.has(prepared.document);
    return prepared.trusted;
  }

  #textOf({ query, documentId, extensions }: OperationRequest): string | GraphQLError {
    const persisted = (extensions?.persistedQuery as { sha256Hash?: unknown } | null | undefined)?.sha256Hash;
    const id = documentId ?? persisted;
    if (id !== undefined && id !== null && typeof id !== 'string') return badRequest('文档编号须为字符串', 'The hash of a document must be a string');
    if (!query && !id) return badRequest('请求须含 query', 'The request needs a query');
    if (!query) return this.#rules.trusted.text(id as string) ?? notFound();
    // Who sends both wants to register the text, which nobody can; but it must be the one that is meant.
    if (id && bare(id) !== hash('sha256', query)) return badRequest('文档编号与 query 不符', 'The hash is not that of the query');
    return query;
  }

  #read(text: string): Known {
    const known: Known = { mistakes: [], bytes: text.length * BYTES_A_CHARACTER, operations: new Map() };
    try {
      known.document = parse(text, { maxTokens: this.#rules.limits.tokens });
      known.bytes += (known.document.tokenCount ?? 0) * BYTES_A_TOKEN;
      known.mistakes = this.#mistakesIn(known.document);
    } catch (error) {
      known.mistakes = [this.#unreadable(text, error)];
    }
    return known;
  }

  #mistakesIn(document: DocumentNode): readonly GraphQLError[] {
    const { limits, introspection, trusted } = this.#rules;
    // Before validation, which compares fields with one another.
    const beyond = beyondLimits(measure(document), limits);
    if (beyond.length) return beyond;
    if (trusted.only && !trusted.has(document)) {
      return [notTrusted()];
    }
    const rules = introspection ? specifiedRules : [...specifiedRules, NoSchemaIntrospectionCustomRule];
    return validate(this.#executor.schema, document, rules).map((mistake) => withCode(mistake, ErrorCode.GRAPHQL_VALIDATION_FAILED));
  }

  #unreadable(text: string, error: unknown): GraphQLError {
    if (!(error instanceof GraphQLError || error instanceof RangeError)) throw error;
    const { limits } = this.#rules;
    const { tokens, nesting } = scan(text);
    if (tokens > limits.tokens) return tooManyTokens(limits.tokens, tokens);
    // Thousands of levels overflow the stack.
    return error instanceof RangeError ? tooDeep(limits.depth, nesting) : withCode(error, ErrorCode.GRAPHQL_PARSE_FAILED);
  }

  #compile(text: string, document: DocumentNode, operationName: string | null): Prepared | readonly GraphQLError[] {
    const operation = getOperationAST(document, operationName);
    if (!operation) return [badRequest('须用 operationName 指明文档中的一个操作', 'Say by operationName which operation of the document is meant')];
    const compiled = this.#executor.compile(document, operationName);
    const prepared: Prepared = { document, hash: hash('sha256', text), kind: compiled.kind, name: compiled.name, compiled };
    if (prepared.kind === 'subscription') prepared.subscription = new SubscriptionText(this.#executor, document, operationName);
    return prepared;
  }
}

/** Of a document that is not known beforehand, where no other is carried out. */
export function notTrusted(): GraphQLError {
  return new GraphQLError('只执行事先登记的文档。Only documents that are known beforehand are carried out.', { extensions: { code: ErrorCode.DOCUMENT_NOT_TRUSTED } });
}

function notFound(): GraphQLError {
  return new GraphQLError('没有登记此编号的文档。No document of this hash is known.', { extensions: { code: ErrorCode.PERSISTED_QUERY_NOT_FOUND } });
}
