import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { firstChange } from '../live/index.ts';
import { endpoint } from '../shared/endpoint.ts';
import { openLanguage } from '../shared/language/index.ts';
import { ask } from '../shared/server.ts';
import { BoardPage } from './BoardPage.tsx';
import './styles/index.css';
import { liveBoard } from './liveBoard.ts';

/** So long the page stays empty (milliseconds). */
const SOON = 500;

const live = liveBoard(endpoint());
live.start();
const texts = await openLanguage();
// A slow machine takes as long to draw the empty wall as the server to answer: where it answers at once, the wall is drawn once.
await firstChange(live, SOON);

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <BoardPage live={live} asking={ask} />
    </I18nextProvider>
  </StrictMode>,
);
