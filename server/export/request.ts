import type { IncomingHttpHeaders } from 'node:http';
import { badInput, badRequest } from '../read/index.ts';
import type { Headings } from './heading.ts';

export type Format = 'csv' | 'xlsx';

/** What an export is asked with. */
export interface ExportRequest {
  /** A text, or the hash of one that is known. */
  query: string | null;
  documentId: string | null;
  operationName: string | null;
  variables: Record<string, unknown>;
  format: Format;
  headings: Headings;
  /** With its ending or without; else the file is called after what is in it. */
  fileName: string | null;
}

/**
 * The request in a JSON body, or in the parameters of a link, where variables are JSON as text.
 * @throws GraphQLError BAD_REQUEST, BAD_USER_INPUT
 */
export function exportRequest(given: unknown): ExportRequest {
  if (!isRecord(given)) throw badRequest('请求须为对象', 'The request must be an object');
  const { format, headings } = given;
  if (format !== 'csv' && format !== 'xlsx') throw badInput(`format 应为 csv 或 xlsx，得到 ${JSON.stringify(format)}`, 'format is csv or xlsx');
  if (headings != null && headings !== 'zh' && headings !== 'names') throw badInput(`headings 应为 zh 或 names，得到 ${JSON.stringify(headings)}`, 'headings is zh or names');
  return {
    query: text('query', given.query),
    documentId: text('documentId', given.documentId),
    operationName: text('operationName', given.operationName),
    variables: variablesOf(given.variables),
    format,
    headings: headings ?? 'zh',
    fileName: text('fileName', given.fileName),
  };
}

/**
 * Whether a GET was made by a page of ours. Any page can make a browser follow a link to us, and an export is much work: so the browser
 * itself must say where it stands, or the client sends a header that a foreign page may not, as for queries by GET.
 */
export function isOurOwnLink(headers: IncomingHttpHeaders): boolean {
  return headers['sec-fetch-site'] === 'same-origin' || Boolean(headers['apollo-require-preflight'] || headers['x-apollo-operation-name']);
}

function variablesOf(given: unknown): Record<string, unknown> {
  const variables = typeof given === 'string' ? parsed(given) : given;
  if (variables == null) return {};
  if (!isRecord(variables)) throw badRequest('variables 须为对象', 'variables must be an object');
  return variables;
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    throw badRequest('variables 不是有效的 JSON', 'variables is not valid JSON');
  }
}

function text(name: string, given: unknown): string | null {
  if (given == null || given === '') return null;
  if (typeof given !== 'string') throw badRequest(`${name} 须为文本`, `${name} must be text`);
  return given;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
