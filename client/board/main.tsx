import { Client, fetchExchange } from '@urql/core';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { endpoint, socketEndpoint } from '../shared/endpoint.ts';
import { openLanguage } from '../shared/language/index.ts';
import { Live } from '../shared/live.ts';
import { BoardPage } from './BoardPage.tsx';
import './styles/index.css';
import { boardFold, boardSource } from './source.ts';

// No cache: the board is its own, and a snapshot from yesterday is of no use to anyone.
const queries = new Client({ url: endpoint(), exchanges: [fetchExchange], preferGetMethod: false });
const live = new Live(boardSource(queries, socketEndpoint()), boardFold);
const texts = await openLanguage();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <BoardPage live={live} />
    </I18nextProvider>
  </StrictMode>,
);
