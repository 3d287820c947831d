import 'graphiql/setup-workers/vite';
import { GraphiQL, HISTORY_PLUGIN } from 'graphiql';
import '@fontsource-variable/noto-sans-sc/wght.css';
import 'graphiql/style.css';
import { createRoot } from 'react-dom/client';
import { DocsNotice } from './DocsNotice.tsx';
import { examplesPlugin } from './ExamplesPanel.tsx';
import { fetcher } from './fetcher.ts';
import './page.css';
import { SignInNotice } from './SignInNotice.tsx';
import { welcome } from './welcome.ts';

/** Headers are kept only where the settings say so. GraphiQL forgets that choice on a reload unless it is told. */
const keepHeaders = localStorage.getItem('graphiql:shouldPersistHeaders') === 'true' || undefined;

createRoot(document.getElementById('root') as HTMLElement).render(
  <GraphiQL
    fetcher={fetcher}
    defaultQuery={welcome}
    plugins={[examplesPlugin, HISTORY_PLUGIN]}
    visiblePlugin={examplesPlugin}
    defaultEditorToolsVisibility="variables"
    shouldPersistHeaders={keepHeaders}
  >
    <DocsNotice />
    <SignInNotice />
  </GraphiQL>,
);
