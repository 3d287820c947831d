// Prints what happens on the board, as it happens; `after` a cursor it begins with what was missed.
//   node docs/examples/listen.mjs [cursor]
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';

const client = createClient({ url: 'ws://localhost:4000/graphql', webSocketImpl: WebSocket });
const query = `subscription ($after: EventCursor) {
  board(after: $after) {
    __typename
    progress { inspected units }
    ... on FindingRecorded { finding { evidence inspection { unit { name } } } }
    ... on ResultPublished { result { rank score unit { name } } }
  }
}`;
for await (const { data, errors } of client.iterate({ query, variables: { after: process.argv[2] } })) {
  console.log(JSON.stringify(data?.board ?? errors));
}
