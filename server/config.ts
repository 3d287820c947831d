import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type DemoSignIn, isLoopback } from './access/demoSignIn.ts';
import type { OidcSettings } from './access/oidc.ts';
import { TOKEN_REQUESTS_PER_MINUTE } from './access/tokenLimits.ts';
import { OPERATION_LIMITS, type OperationLimits } from './http/limits.ts';
import { LOG_LEVELS, type LogLevel } from './log.ts';
import { READ_LIMITS, type ReadLimits } from './read/limits.ts';

/** Most server processes on one database: each keeps connections to it. */
const MOST_PROCESSES = 64;

/** Everything the environment and the command line decide. */
export interface Config {
  /** PORT: where everything is served. 0 takes any free port. Default 4000. */
  port: number;
  /** HOST: the address to listen on. Default 127.0.0.1: nobody else can reach it until you say so. */
  host: string;
  /** DATA_DIR: where the embedded PostgreSQL keeps its cluster. Default `.data`. */
  dataDir: string;
  /** DATABASE_URL: a PostgreSQL of one's own, 15 or newer, instead of the embedded one. */
  databaseUrl?: string;
  /** DEMO: `on` (default) founds the sample city in an empty database and plays its newest month; `off` does neither. */
  demo: boolean;
  /** DEMO_PACE: milliseconds between two findings of the playing month. Default 1500. */
  demoPace: number;
  /** EVENT_RETENTION_DAYS: for how many days an event can be resumed from; 0 keeps events for ever. Default 90. */
  eventRetentionDays: number;
  /** MAX_CONNECTIONS, MAX_CONNECTIONS_PER_ADDRESS: live connections one process holds, in all and from one address. Default 20000 and 1000. */
  connections: { total: number; perAddress: number };
  /**
   * TRUST_PROXY: `on` takes a client's address from the last entry of X-Forwarded-For. Right only behind a proxy of one's own: anybody
   * else can write that header too. `off` (default) takes it from the connection.
   */
  trustProxy: boolean;
  /**
   * What one request may hold and one client may have under way: MAX_DEPTH (default 15), MAX_ALIASES (50), MAX_FIELDS (400) and MAX_TOKENS (5000) of
   * an operation, MAX_BATCH (10) operations in one HTTP request, MAX_OPERATIONS_PER_ADDRESS (200) at once.
   */
  operationLimits: OperationLimits;
  /** What carrying one operation out may take: MAX_COST rows (default 100000), MAX_FILTER_TERMS (500), STATEMENT_TIMEOUT milliseconds (5000). A page has 500 rows at most. */
  readLimits: ReadLimits;
  /** INTROSPECTION: `on` (default) tells everybody what the schema is; `off` tells nobody, in errors neither. GraphiQL then knows no types. */
  introspection: boolean;
  /**
   * TRUSTED_DOCUMENTS: `only` carries out nothing but the documents our own client was built with, so that GraphiQL and clients of others get no answer;
   * `optional` (default) everything. Either way a client may send the hash instead of the text.
   */
  trustedOnly: boolean;
  /**
   * DEMO_SIGN_IN: whether who shows nothing may try the sample city, as the committee's staff at first. By default only with the embedded database, on a HOST
   * of this machine, and asked for by a name of it (`loopback`). `on`: anywhere, with any database. `off`: nobody. Never among somebody's own data.
   */
  demoSignIn: DemoSignIn;
  /**
   * OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET: an OpenID provider to sign in at, `/signin/oidc`. OIDC_NAME_CLAIM (default preferred_username): the claim
   * that names the prepared account of who comes for the first time. PUBLIC_URL: where browsers reach us, if not by what they ask for.
   */
  oidc?: OidcSettings;
  /** TOKEN_REQUESTS_PER_MINUTE: requests that each program's token may make in a minute, at each process. Default 1200. */
  tokenRequestsPerMinute: number;
  /** ALLOWED_ORIGINS: origins of others' pages that may ask here, with commas between: `https://portal.example.gov.cn`. Default none. */
  allowedOrigins: readonly string[];
  /** OPEN_TO_EVERYONE: `on` lets whoever has not signed in see and do everything, as on a desk of one's own; `off` (default) holds them to the policies as everybody else (docs/access.md). */
  openToEveryone: boolean;
  /** LOG_LEVEL: `silent`, `fatal`, `error`, `warn`, `info` (default; a line for each request), `debug` or `trace`. The log goes to the standard error output. */
  logLevel: LogLevel;
  /** `--processes N`: how many processes serve on the one port, 1 to 64. Default 1. */
  processes: number;
  /** Where the built board and GraphiQL lie. */
  clientDir: string;
  /** Where the sample city's files lie. */
  samplesDir: string;
  /** The documents our own client was built with, by their hash. */
  documentsFile: string;
}

/** Reads the environment and the arguments once; an Error names what is wrong and what it may be. Nobody else reads them. */
export function readConfig(env: NodeJS.ProcessEnv, args: readonly string[] = []): Config {
  const databaseUrl = env.DATABASE_URL?.trim();
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL must begin with postgres://');
  const host = env.HOST?.trim() || '127.0.0.1';
  const demo = word(env, 'DEMO', ['on', 'off']) === 'on';
  const oidc = oidcSettings(env);
  return {
    port: integer(env, 'PORT', 4000, 0, 65_535),
    host,
    dataDir: resolve(env.DATA_DIR?.trim() || '.data'),
    ...(databaseUrl ? { databaseUrl } : {}),
    demo,
    demoSignIn: ({ on: 'anywhere', loopback: 'loopback', off: 'off' } as const)[
      word(env, 'DEMO_SIGN_IN', ['on', 'loopback', 'off'], demo && !databaseUrl && isLoopback(host) ? 'loopback' : 'off')
    ],
    ...(oidc ? { oidc } : {}),
    tokenRequestsPerMinute: integer(env, 'TOKEN_REQUESTS_PER_MINUTE', TOKEN_REQUESTS_PER_MINUTE, 1, 10_000_000),
    allowedOrigins: origins(env),
    openToEveryone: word(env, 'OPEN_TO_EVERYONE', ['off', 'on']) === 'on',
    demoPace: integer(env, 'DEMO_PACE', 1_500, 0, 60_000),
    eventRetentionDays: integer(env, 'EVENT_RETENTION_DAYS', 90, 0, 36_500),
    connections: {
      total: integer(env, 'MAX_CONNECTIONS', 20_000, 1, 1_000_000),
      perAddress: integer(env, 'MAX_CONNECTIONS_PER_ADDRESS', 1_000, 1, 1_000_000),
    },
    trustProxy: word(env, 'TRUST_PROXY', ['off', 'on']) === 'on',
    operationLimits: {
      depth: integer(env, 'MAX_DEPTH', OPERATION_LIMITS.depth, 1, 1_000),
      aliases: integer(env, 'MAX_ALIASES', OPERATION_LIMITS.aliases, 0, 100_000),
      fields: integer(env, 'MAX_FIELDS', OPERATION_LIMITS.fields, 1, 100_000),
      tokens: integer(env, 'MAX_TOKENS', OPERATION_LIMITS.tokens, 1, 100_000),
      batch: integer(env, 'MAX_BATCH', OPERATION_LIMITS.batch, 1, 1_000),
      perAddress: integer(env, 'MAX_OPERATIONS_PER_ADDRESS', OPERATION_LIMITS.perAddress, 1, 100_000),
    },
    readLimits: {
      cost: integer(env, 'MAX_COST', READ_LIMITS.cost, 1, 100_000_000),
      filterTerms: integer(env, 'MAX_FILTER_TERMS', READ_LIMITS.filterTerms, 1, 10_000),
      statementTimeout: integer(env, 'STATEMENT_TIMEOUT', READ_LIMITS.statementTimeout, 1, 3_600_000),
    },
    introspection: word(env, 'INTROSPECTION', ['on', 'off']) === 'on',
    trustedOnly: word(env, 'TRUSTED_DOCUMENTS', ['optional', 'only']) === 'only',
    logLevel: word(env, 'LOG_LEVEL', LOG_LEVELS, 'info'),
    processes: processes(args),
    clientDir: resolve('.build/client'),
    samplesDir: resolve('server/demo/samples'),
    documentsFile: resolve('client/generated/persisted-documents.json'),
  };
}

function oidcSettings(env: NodeJS.ProcessEnv): OidcSettings | undefined {
  const [issuer, clientId, clientSecret, publicUrl] = ['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET', 'PUBLIC_URL'].map((name) => env[name]?.trim() || undefined);
  if (!issuer) return undefined;
  if (!URL.canParse(issuer)) throw new Error('OIDC_ISSUER must be a URL');
  if (!clientId || !clientSecret) throw new Error('OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_CLIENT_SECRET beside it');
  if (publicUrl && (!URL.canParse(publicUrl) || new URL(publicUrl).origin !== publicUrl)) throw new Error('PUBLIC_URL must be an origin such as https://duban.example.gov.cn');
  return { issuer, clientId, clientSecret, nameClaim: env.OIDC_NAME_CLAIM?.trim() || 'preferred_username', ...(publicUrl ? { publicUrl } : {}) };
}

function origins(env: NodeJS.ProcessEnv): readonly string[] {
  const all = (env.ALLOWED_ORIGINS ?? '').split(',').flatMap((each) => each.trim() || []);
  const wrong = all.find((each) => !URL.canParse(each) || new URL(each).origin !== each);
  if (wrong) throw new Error(`ALLOWED_ORIGINS must hold origins such as https://portal.example.gov.cn, not "${wrong}"`);
  return all;
}

function processes(args: readonly string[]): number {
  const { tokens } = parseArgs({ args: [...args], options: { processes: { type: 'string' } }, strict: false, tokens: true });
  let count = 1;
  for (const token of tokens) {
    if (token.kind !== 'option' || token.name !== 'processes') {
      throw new Error(`Unknown argument "${args[token.index]}". The only one there is: --processes N, with N from 1 to ${MOST_PROCESSES}`);
    }
    count = wholeNumber('--processes', token.value ?? '', 1, MOST_PROCESSES);
  }
  return count;
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name]?.trim();
  return text ? wholeNumber(name, text, least, most) : fallback;
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

function word<W extends string>(env: NodeJS.ProcessEnv, name: string, words: readonly [W, ...W[]], fallback: W = words[0]): W {
  const text = env[name]?.trim().toLowerCase();
  if (!text) return fallback;
  const found = words.find((each) => each === text);
  if (found) return found;
  throw new Error(`${name} must be ${words.join(' or ')}, not "${text}"`);
}
