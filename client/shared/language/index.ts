import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { en } from './en.ts';
import { zh } from './zh.ts';

export type Language = 'zh' | 'en';

/** Where the choice is kept between visits. */
const KEY = 'duban.language';

/** The texts in the language of `?lang=`, else of the last visit, else Chinese. */
export async function openLanguage(): Promise<i18n> {
  const texts = createInstance();
  texts.use(initReactI18next);
  texts.on('languageChanged', (language) => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
    document.title = `${texts.t('title')} · ${texts.t('board.name')}`;
  });
  await texts.init({
    lng: chosen(),
    fallbackLng: 'zh',
    resources: { zh: { translation: zh }, en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return texts;
}

/** Shows the page in `language`, now and the next time. */
export function choose(texts: i18n, language: Language): void {
  remember(language);
  // The address would contradict the choice on the next reload.
  const url = new URL(location.href);
  if (url.searchParams.has('lang')) {
    url.searchParams.set('lang', language);
    history.replaceState(history.state, '', url);
  }
  void texts.changeLanguage(language);
}

function chosen(): Language {
  const asked = new URL(location.href).searchParams.get('lang');
  if (isLanguage(asked)) {
    remember(asked);
    return asked;
  }
  const remembered = read();
  return isLanguage(remembered) ? remembered : 'zh';
}

function isLanguage(text: string | null): text is Language {
  return text === 'zh' || text === 'en';
}

// A kiosk may forbid storage: then the choice holds until the page is left.
function read(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function remember(language: Language): void {
  try {
    localStorage.setItem(KEY, language);
  } catch {}
}
