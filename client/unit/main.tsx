import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { openLanguage } from '../shared/language/index.ts';
import { ask } from '../shared/server.ts';
import { codeOf } from './address.ts';
import './styles/index.css';
import { UnitPage } from './UnitPage.tsx';

const texts = await openLanguage();

createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <I18nextProvider i18n={texts}>
      <UnitPage asking={ask} code={codeOf(location.pathname)} />
    </I18nextProvider>
  </StrictMode>,
);
