import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import '@fontsource-variable/noto-sans-sc/wght.css';
import { takeFragment } from './fragment.ts';
import '../shared/styles/desk.css';
import { SignInPage } from './SignInPage.tsx';

const root = createRoot(document.getElementById('root') as HTMLElement);
let opened = 0;

/** Each link opened is a page of its own, with nothing left of what was typed before. */
function open() {
  root.render(
    <StrictMode>
      <SignInPage key={++opened} fragment={takeFragment()} />
    </StrictMode>,
  );
}

open();
// A link pasted over this very address loads nothing: only its fragment differs.
addEventListener('hashchange', () => location.hash && open());
