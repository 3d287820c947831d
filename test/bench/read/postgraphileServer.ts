import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PgAggregatesPreset } from '@graphile/pg-aggregates';
import { Client } from 'pg';
import { postgraphile } from 'postgraphile';
import { TYPES } from 'postgraphile/@dataplan/pg';
import { makePgService } from 'postgraphile/adaptors/pg';
import { grafserv } from 'postgraphile/grafserv/node';
import { PostGraphileAmberPreset } from 'postgraphile/presets/amber';
import { PostGraphileConnectionFilterPreset } from 'postgraphile-plugin-connection-filter';
import { poolSize } from '../../../server/database/orm.ts';
import { answerCalls } from '../childProcess.ts';
import { operations } from './operations/index.ts';
import type { Server } from './servers.ts';

declare global {
  namespace GraphileBuild {
    interface AggregateSpecIds {
      count: true;
    }
  }
}

/** How many rows a group has: pg-aggregates has only `distinctCount` by itself, which sorts, and leaves others to be added like this. */
const CountAggregate: GraphileConfig.Plugin = {
  name: 'CountAggregate',
  version: '1.0.0',
  after: ['PgAggregatesSpecsPlugin'],
  schema: {
    hooks: {
      build(build) {
        const { sql, pgAggregateSpecs } = build;
        if (!sql || !pgAggregateSpecs) throw new Error('pg-aggregates must be loaded first');
        pgAggregateSpecs.push({
          id: 'count',
          humanLabel: 'count',
          HumanLabel: 'Count',
          isSuitableType: (codec) => codec === TYPES.int,
          sqlAggregateWrap: (fragment) => sql`count(${fragment})`,
          pgTypeCodecModifier: () => TYPES.bigint,
        });
        return build;
      },
    },
  },
};

/** The log's transaction numbers are of a type it does not know, and would complain of. */
const TransactionNumbers: GraphileConfig.Plugin = {
  name: 'TransactionNumbers',
  version: '1.0.0',
  gather: {
    hooks: {
      pgCodecs_findPgCodec(_info, event) {
        if (event.pgType.typname === 'xid8') event.pgCodec = TYPES.text;
      },
    },
  },
};

/* PostGraphile as its documentation serves it in production: its own web server, its own pool as large as ours, plans and prepared statements kept. */
answerCalls<Server>({
  serve: async (databaseUrl) => {
    await addFunctions(databaseUrl);
    const instance = postgraphile({
      extends: [PostGraphileAmberPreset, PostGraphileConnectionFilterPreset, PgAggregatesPreset],
      plugins: [CountAggregate, TransactionNumbers],
      // Whatever column an operation orders or filters by may be asked for, indexed or not, as in ours.
      disablePlugins: ['PgIndexBehaviorsPlugin'],
      pgServices: [makePgService({ connectionString: databaseUrl, schemas: ['public'], poolConfig: { max: poolSize(1) } })],
      schema: { connectionFilterRelations: true },
      grafast: { explain: false },
      grafserv: { graphqlPath: '/graphql', graphiql: false, watch: false, websockets: false },
    });
    const server = createServer();
    await instance.createServ(grafserv).addTo(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql` };
  },
});

async function addFunctions(databaseUrl: string): Promise<void> {
  const database = new Client({ connectionString: databaseUrl });
  await database.connect();
  for (const {
    postgraphile: { functions },
  } of operations)
    if (functions) await database.query(functions);
  await database.end();
}
