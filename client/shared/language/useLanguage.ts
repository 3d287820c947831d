import { useTranslation } from 'react-i18next';
import { FORMATS } from './formats.ts';
import { choose, type Language } from './index.ts';

/** Texts, months and times in the language of the moment. */
export function useLanguage() {
  const { t, i18n } = useTranslation();
  const language = i18n.language as Language;
  return { t, language, ...FORMATS[language], toggle: () => choose(i18n, language === 'zh' ? 'en' : 'zh') };
}
