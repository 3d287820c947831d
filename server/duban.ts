import type { AddressInfo } from 'node:net';
import type { MikroORM } from '@mikro-orm/postgresql';
import { nodes } from '../schema/index.ts';
import { Access, type DemoSignIn, NO_VISIT, Oidc, type OidcSettings, personBehind } from './access/index.ts';
import { openToNobody } from './access/openToNobody.ts';
import { Policies } from './access/policies.ts';
import { startPurge } from './access/purge.ts';
import { startScreenWatch } from './access/screenWatch.ts';
import { TOKEN_REQUESTS_PER_MINUTE } from './access/tokenLimits.ts';
import { type Viewer, viewerOfClass } from './access/viewer.ts';
import { Audit } from './audit/index.ts';
import { type ClockCheck, startChecks } from './clock.ts';
import { type Asker, OperationContext } from './context.ts';
import { Readers } from './database/index.ts';
import { serveExport } from './export/index.ts';
import { serveClient } from './http/client.ts';
import { errorShower, onceEach, type Report } from './http/errors.ts';
import { OPERATION_LIMITS, type OperationLimits } from './http/limits.ts';
import type { Caller } from './http/operations.ts';
import { newRequestId } from './http/requestId.ts';
import { createWebServer } from './http/server.ts';
import { signInAtProvider } from './http/signInAtProvider.ts';
import { type DocumentManifest, TrustedDocuments } from './http/trustedDocuments.ts';
import { inspectionKinds } from './inspection/index.ts';
import { createIntake, type Intake, serveUploads } from './intake/index.ts';
import { type DurableConsumer, EventConsumers } from './live/consumers/index.ts';
import { EventLog, EventTail, type Execution, Groups } from './live/index.ts';
import { startRetention } from './live/retention.ts';
import type { Logger } from './log.ts';
import { organisationKinds } from './organisation/index.ts';
import { policies } from './policies.ts';
import { type Acts, attachReads, Executor, Models, READ_LIMITS, Reader, type ReadLimits } from './read/index.ts';
import { createSchema } from './schema.ts';
import { serveMinutes } from './study/index.ts';

/** Enough for every screen of a city; a process holds ten thousand with ease. */
const CONNECTIONS = { total: 20_000, perAddress: 1_000 };

export interface DubanOptions {
  orm: MikroORM;
  /** The same database, for the connections that read and the one that listens. */
  databaseUrl: string;
  /** How many server processes share it. */
  processes?: number;
  host: string;
  port: number;
  /** Hears of every unexpected error in full; clients are told only that there was one, and the request's id. */
  report: Report;
  /** Gets a line for each request; without it none is written. */
  log?: Logger;
  /** The built client; without it only the API is served. */
  clientDir?: string;
  /** How many live connections this process holds, in total and from one address. */
  connections?: { total: number; perAddress: number };
  /** Whether the client's address is the last entry of X-Forwarded-For. */
  trustProxy?: boolean;
  /** What one request may hold and one client may have under way. */
  operationLimits?: OperationLimits;
  /** What carrying one operation out may take. */
  readLimits?: ReadLimits;
  /** Whether anybody may ask what the schema is; on unless said otherwise. */
  introspection?: boolean;
  /** The documents our own client was built with, by their hash: it may be sent instead of the text. */
  documents?: DocumentManifest;
  /** Whether no others are carried out. */
  trustedOnly?: boolean;
  /** For how many days an event can be resumed from; 0 (default) keeps events for ever. */
  eventRetentionDays?: number;
  /** Whether policies do not hold for who has not said who they are: they may see and do everything then, as on a desk of one's own. They hold unless said otherwise. */
  openToEveryone?: boolean;
  /** Whether who shows nothing may try the sample city; nobody may unless said otherwise. */
  demoSignIn?: DemoSignIn;
  /** Where people may sign in besides here. */
  oidc?: OidcSettings;
  /** Requests that each token may make in a minute. */
  tokenRequestsPerMinute?: number;
  /** Origins of others' pages that may ask here: `https://portal.example.gov.cn`. */
  allowedOrigins?: readonly string[];
  /** What reacts to logged events. */
  reactions?: readonly DurableConsumer[];
  /** What the passing of time brings about, and what time it is: by the system's clock unless said otherwise. */
  checks?: readonly ClockCheck[];
  now?: () => Date;
}

/** A Duban that is serving. */
export interface Duban {
  /** `http://127.0.0.1:4000` */
  url: string;
  intake: Intake;
  /** Who may come in, as this process keeps it. */
  readonly access: Access;
  /** What it carries just now: live connections, the questions they follow, and how many follow them. */
  readonly live: { connections: number; groups: number; members: number };
  /** Ends sockets and requests in good order. The database stays open: it is the caller's. */
  close(): Promise<void>;
}

/** Builds every part over an open, migrated database, and serves. */
export async function serveDuban(options: DubanOptions): Promise<Duban> {
  const { orm, databaseUrl, host, port, clientDir, connections = CONNECTIONS, trustProxy = false, eventRetentionDays = 0, reactions = [], log: requestLog } = options;
  const {
    operationLimits = OPERATION_LIMITS,
    introspection = true,
    documents = {},
    trustedOnly = false,
    readLimits = READ_LIMITS,
    processes = 1,
    demoSignIn = 'off',
    oidc,
    tokenRequestsPerMinute = TOKEN_REQUESTS_PER_MINUTE,
    allowedOrigins = [],
    openToEveryone = false,
    checks = [],
    now = () => new Date(),
  } = options;
  const report = onceEach(options.report);
  const models = new Models(orm);
  const schema = attachReads(await createSchema());
  const rules = new Policies({ schema, models, entities: nodes, policies });
  const { personal, subjects } = rules;
  const executor = new Executor(schema, models, nodes, readLimits.cost, personal, subjects);
  const [open, openToListeners] = [openToNobody(rules), openToNobody(rules, { listens: true })];
  const visibilityOf = (viewer: Viewer) => {
    if (openToEveryone && viewer.kind === 'nobody') return viewer.listens ? openToListeners : open;
    return rules.of(viewer);
  };
  const show = errorShower({ report, suggestions: introspection });
  const log = await EventLog.open(orm);
  const readers = new Readers(databaseUrl, processes, readLimits.statementTimeout);
  const audit = new Audit(databaseUrl, orm.em.fork().getKysely<object>(), report);
  // What was started is stopped again, the last first.
  const started: (() => Promise<void>)[] = [() => readers.close(), () => audit.close()];
  const close = async () => {
    for (const stop of started.splice(0).reverse()) await stop();
  };
  try {
    const tail = await EventTail.start(log, databaseUrl, report);
    started.push(() => tail.stop());
    const consumers = await EventConsumers.start({ orm, databaseUrl, log, arrivals: tail, consumers: reactions, report });
    const removals = [startRetention(orm.em.fork().getKysely<object>(), eventRetentionDays, report), startPurge(orm.em.fork().getKysely<object>(), report)];
    started.push(async () => void (await Promise.all([consumers, ...removals].map((each) => each?.stop()))));
    const clock = startChecks(orm, checks, now, report);
    started.push(() => clock.stop());
    const access = await Access.start({ db: orm.em.fork().getKysely<object>(), databaseUrl, demo: demoSignIn, tokenRequestsPerMinute, report });
    started.push(() => access.stop());
    const watch = startScreenWatch({ db: orm.em.fork().getKysely<object>(), log, live: access.live, lines: requestLog }, report);
    started.push(() => watch.stop());
    const shared = { orm, log, consumers, access, now };
    const witnessOf = (caller: Caller) => audit.witnessOf(caller);
    const openContext = (asker: Asker, acts?: Acts) => {
      const contextValue = new OperationContext(shared, new Reader(models, readers, readLimits.filterTerms, visibilityOf(asker.viewer), subjects), asker, acts);
      return { contextValue, close: () => contextValue.read.close().catch(report) };
    };
    const execution: Execution = {
      executor,
      newContext: (permissionClass) => openContext({ viewer: { ...viewerOfClass(permissionClass), listens: true }, visit: NO_VISIT }),
      concernsOf: (subscription) => rules.concernsOf(subscription),
      // Many are answered together, under no request of their own.
      show: (error) => show(error, newRequestId()),
    };
    const groups = new Groups(log, tail, execution);

    const intake = createIntake(orm, [...organisationKinds, ...inspectionKinds]);
    const web = await createWebServer({
      executor,
      groups,
      newContext: (caller) => openContext(caller, witnessOf(caller)),
      witnessOf,
      show,
      limits: operationLimits,
      introspection,
      trusted: new TrustedDocuments(documents, trustedOnly),
      connections: { ...connections, trustProxy },
      access,
      allowedOrigins,
      report,
      log: requestLog,
    });
    started.push(() => web.close());
    if (oidc) signInAtProvider(web.app, { oidc: new Oidc(oidc), orm, access, callerOf: web.callerOf, witnessOf, trustProxy, report });
    await web.app.register(
      serveUploads(intake, {
        mayEnter: (request, door) => visibilityOf(web.callerOf(request).viewer).mayEnter(door),
        personOf: (request) => personBehind(web.callerOf(request).visit),
        begin: (request, door, subjects) => witnessOf(web.callerOf(request)).begin(door, { subjects }),
      }),
    );
    await web.app.register(
      serveExport({
        executor,
        newContext: (request) => openContext(web.callerOf(request)),
        prepare: (asked, request) => web.operations.prepare(asked, web.callerOf(request)),
        witnessOf: (request) => witnessOf(web.callerOf(request)),
        show: (error, request) => show(error, request.id),
      }),
    );
    await web.app.register(
      serveMinutes({
        newContext: (request) => openContext(web.callerOf(request)),
        witnessOf: (request) => witnessOf(web.callerOf(request)),
        show: (error, request) => show(error, request.id),
      }),
    );
    if (clientDir) await serveClient(web.app, clientDir);
    await web.app.listen({ host, port });
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${(web.app.server.address() as AddressInfo).port}`,
      intake,
      access,
      get live() {
        return { connections: web.connections, ...groups.size };
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}
