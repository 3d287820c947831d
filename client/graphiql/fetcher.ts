import { createGraphiQLFetcher, type Fetcher } from '@graphiql/toolkit';
import { endpoint, socketEndpoint } from '../shared/endpoint.ts';

/** Why there are no schema docs, by the code of the server's refusal. */
const NO_DOCS: Partial<Record<string, string>> = {
  GRAPHQL_VALIDATION_FAILED:
    '本服务器关闭了类型说明（INTROSPECTION=off）：查询照常运行，但没有书本、补全和检查。This server keeps its schema to itself (INTROSPECTION=off): queries run as ever, without docs, completion or checks.',
  DOCUMENT_NOT_TRUSTED:
    '本服务器只执行登记过的文档（TRUSTED_DOCUMENTS=only），此页不能提问。This server carries out only documents it knows (TRUSTED_DOCUMENTS=only): nothing can be asked from this page.',
};

/**
 * Asks the origin the page came from. Queries and mutations go by POST with the headers of the headers editor; a subscription
 * opens a WebSocket of its own, whose connectionParams they become. The browser adds cookies to both.
 */
const ask = createGraphiQLFetcher({ url: endpoint(), subscriptionUrl: socketEndpoint() });

/** As {@link ask}, but a refusal to show the schema is said in plain words. */
export const fetcher: Fetcher = async (params, options) => {
  const answer = await ask(params, options);
  if (params.operationName === 'IntrospectionQuery') {
    const why = NO_DOCS[codeOf(answer) ?? ''];
    if (why) throw new Error(why);
  }
  return answer;
};

/** Why there are no docs, in what GraphiQL kept of a failure to fetch the schema; `undefined` where it failed otherwise. */
export function whyNoDocs(fetchError: string | null): string | undefined {
  return Object.values(NO_DOCS).find((why) => why && fetchError?.includes(why));
}

function codeOf(answer: unknown): string | undefined {
  return (answer as { errors?: { extensions?: { code?: string } }[] }).errors?.[0]?.extensions?.code;
}
