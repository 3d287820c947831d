import { ApolloServer, type ApolloServerPlugin } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import type { FastifyInstance } from 'fastify';
import type { GraphQLSchema } from 'graphql';
import type { Context } from '../context.ts';
import { shownError } from './errors.ts';

/** GraphQL over HTTP. Drains with the web server it is served by. */
export function createApollo(app: FastifyInstance, schema: GraphQLSchema, report: (error: unknown) => void): ApolloServer<Context> {
  return new ApolloServer<Context>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    // We stop it, in our order; stopped twice it never ends.
    stopOnTerminationSignals: false,
    formatError: (formatted, error) => shownError(formatted, error, report),
    // Cache control instruments every field for a cache nobody runs: it halves the rate.
    plugins: [fastifyApolloDrainPlugin(app), ApolloServerPluginCacheControlDisabled(), closesReader],
  });
}

/** Lets go of the operation's snapshot, if it took one, as soon as the answer is ready. */
const closesReader: ApolloServerPlugin<Context> = {
  async requestDidStart() {
    return {
      async willSendResponse({ contextValue }) {
        await contextValue.read.close();
      },
    };
  },
};
