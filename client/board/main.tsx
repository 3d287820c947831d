import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { endpoint } from '../shared/endpoint.ts';
import { openLanguage } from '../shared/language/index.ts';
import { ask } from '../shared/server.ts';
import { BoardPage } from './BoardPage.tsx';
import './styles/index.css';
import { liveBoard } from './liveBoard.ts';

const live = liveBoard(endpoint());
const texts = await openLanguage();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <BoardPage live={live} asking={ask} />
    </I18nextProvider>
  </StrictMode>,
);
