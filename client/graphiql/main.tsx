import 'graphiql/setup-workers/vite';
import { createGraphiQLFetcher } from '@graphiql/toolkit';
import { GraphiQL } from 'graphiql';
import '@fontsource-variable/noto-sans-sc/wght.css';
import 'graphiql/style.css';
import { createClient } from 'graphql-ws';
import { createRoot } from 'react-dom/client';
import { endpoint, socketEndpoint } from '../shared/endpoint.ts';
import './page.css';
import { welcome } from './welcome.ts';

const fetcher = createGraphiQLFetcher({ url: endpoint(), wsClient: createClient({ url: socketEndpoint() }) });

createRoot(document.getElementById('root') as HTMLElement).render(<GraphiQL fetcher={fetcher} defaultQuery={welcome} />);
