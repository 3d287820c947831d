import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/noto-sans-sc/wght.css';
import './page.css';
import { ScreensPage } from './ScreensPage.tsx';

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <ScreensPage />
  </StrictMode>,
);
