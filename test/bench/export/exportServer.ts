import { monitorEventLoopDelay } from 'node:perf_hooks';
import Fastify from 'fastify';
import { parse, validate } from 'graphql';
import { nodes } from '../../../schema/index.ts';
import { Readers } from '../../../server/database/index.ts';
import { createOrm } from '../../../server/database/orm.ts';
import { serveExport } from '../../../server/export/index.ts';
import { errorShower } from '../../../server/http/errors.ts';
import { attachReads, Executor, Models, READ_LIMITS, Reader } from '../../../server/read/index.ts';
import { createSchema } from '../../../server/schema.ts';
import { answerCalls } from '../childProcess.ts';
import { meter } from '../meter.ts';
import type { ExportServer } from './servers.ts';

/** Between two looks at the memory (milliseconds). */
const OFTEN = 50;

const turns = monitorEventLoopDelay({ resolution: 5 });
const seen = { peakResident: 0, peakHeap: 0, cpu: 0 };
const look = () => {
  const { rss, heapUsed } = process.memoryUsage();
  seen.peakResident = Math.max(seen.peakResident, rss);
  seen.peakHeap = Math.max(seen.peakHeap, heapUsed);
};
let looking: NodeJS.Timeout | undefined;

/* The export as it is, alone in its process. */
answerCalls<ExportServer>({
  ...meter,
  serve: async (databaseUrl) => {
    const models = new Models(await createOrm(databaseUrl));
    const executor = new Executor(attachReads(await createSchema()), models, nodes);
    const readers = new Readers(databaseUrl, 1, READ_LIMITS.statementTimeout);
    const show = errorShower({ report: console.error, suggestions: false });
    const app = Fastify();
    await app.register(
      serveExport({
        prepare: ({ query, operationName }) => {
          const document = parse(query ?? '');
          const mistakes = validate(executor.schema, document);
          return mistakes.length ? mistakes : { document, hash: '', name: undefined, compiled: executor.compile(document, operationName) };
        },
        executor,
        newContext: () => {
          const contextValue = { read: new Reader(models, readers) };
          return { contextValue, close: () => contextValue.read.close() };
        },
        show: (error, { id }) => show(error, id),
      }),
    );
    return { url: await app.listen({ host: '127.0.0.1', port: 0 }) };
  },
  watch: () => {
    Object.assign(seen, { peakResident: 0, peakHeap: 0, cpu: meter.cpu() });
    look();
    looking = setInterval(look, OFTEN);
    turns.reset();
    turns.enable();
  },
  watched: () => {
    clearInterval(looking);
    look();
    turns.disable();
    return { ...seen, cpu: meter.cpu() - seen.cpu, turnP99: turns.percentile(99) / 1e6, turnLongest: turns.max / 1e6 };
  },
});
