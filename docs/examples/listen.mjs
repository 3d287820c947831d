// Prints what happens on the board, as it happens, and after every break goes on where it was.
//   node docs/examples/listen.mjs [cursor]
import { setTimeout as pause } from 'node:timers/promises';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const query = `subscription ($after: EventCursor) {
  board(after: $after) {
    __typename
    cursor
    progress { inspected units }
    ... on FindingRecorded { finding { evidence inspection { unit { name } } } }
    ... on ResultPublished { result { rank score unit { name } } }
  }
}`;
let after = process.argv[2];
let retryWithin = 1_000;
for (;;) {
  // A client a try: graphql-ws would retry by itself, but from the cursor of the beginning.
  const client = createClient({
    url: 'ws://localhost:4000/graphql',
    webSocketImpl: WebSocket,
    retryAttempts: 0,
    on: { connected: (_socket, payload) => (retryWithin = payload?.retryWithin ?? retryWithin) },
  });
  try {
    for await (const { data, errors } of client.iterate({ query, variables: { after } })) {
      if (errors) throw errors;
      const { cursor, ...event } = data.board;
      console.log(JSON.stringify(event));
      after = cursor;
    }
  } catch (error) {
    console.error('broken off:', error?.code ?? error?.[0]?.extensions?.code ?? error?.message);
  }
  await pause(Math.random() * Math.max(1_000, retryWithin));
}
