import { createInstance } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';

/** The one i18next instance. zh-CN is the product's language; another one is a second catalogue under the same keys. */
export const i18n = createInstance();
void i18n.use(initReactI18next).init({
  lng: 'zh-CN',
  fallbackLng: 'zh-CN',
  resources: {},
  // React escapes; escaping twice would show &amp; in names.
  interpolation: { escapeValue: false },
  initAsync: false,
  react: { useSuspense: false },
});

type Values = Record<string, string | number>;
/** A translator that knows the keys of its catalogue. */
export type Translate<K extends string> = (key: K, values?: Values) => string;

/**
 * Registers one feature's catalogue and returns its typed hook: `const useText = catalogue('home', {…})`, then
 * `const t = useText(); t('greeting', { name })`. Values stand as `{{name}}` in the message.
 */
export function catalogue<M extends Record<string, string>>(
  namespace: string,
  messages: M,
): { useText: () => Translate<keyof M & string>; text: Translate<keyof M & string> } {
  i18n.addResourceBundle('zh-CN', namespace, messages);
  const text: Translate<keyof M & string> = (key, values) =>
    i18n.t(key, { ns: namespace, keySeparator: false, ...values });
  return {
    useText: () => {
      useTranslation(namespace, { i18n });
      return text;
    },
    text,
  };
}
