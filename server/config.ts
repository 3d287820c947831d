import { resolve } from 'node:path';

/** Everything the environment decides. */
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
  /** Where the built board and GraphiQL lie. */
  clientDir: string;
  /** Where the sample city's files lie. */
  samplesDir: string;
}

/** Reads the environment once; an Error names the variable and what it may be. Nobody else reads it. */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const databaseUrl = env.DATABASE_URL?.trim();
  if (databaseUrl && !/^postgres(ql)?:\/\//.test(databaseUrl)) throw new Error('DATABASE_URL must begin with postgres://');
  return {
    port: integer(env, 'PORT', 4000, 0, 65_535),
    host: env.HOST?.trim() || '127.0.0.1',
    dataDir: resolve(env.DATA_DIR?.trim() || '.data'),
    ...(databaseUrl ? { databaseUrl } : {}),
    demo: word(env, 'DEMO', ['on', 'off']) === 'on',
    demoPace: integer(env, 'DEMO_PACE', 1_500, 0, 60_000),
    clientDir: resolve('.build/client'),
    samplesDir: resolve('server/demo/samples'),
  };
}

function integer(env: NodeJS.ProcessEnv, name: string, fallback: number, least: number, most: number): number {
  const text = env[name]?.trim();
  if (!text) return fallback;
  const value = Number(text);
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new Error(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
}

function word<W extends string>(env: NodeJS.ProcessEnv, name: string, words: readonly [W, ...W[]]): W {
  const text = env[name]?.trim().toLowerCase();
  if (!text) return words[0];
  const found = words.find((each) => each === text);
  if (found) return found;
  throw new Error(`${name} must be ${words.join(' or ')}, not "${text}"`);
}
