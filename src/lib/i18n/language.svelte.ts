import { getContext, setContext } from 'svelte';
import { LANGUAGES, messages, type LanguageCode, type Messages } from './messages';

const KEY = Symbol('language');

/** The language of the interface. Given by context: `getLanguage().t.frame.title`. */
export class Language {
  #code = $state<LanguageCode>('en');

  constructor(code: LanguageCode) {
    this.#code = code;
  }

  get code(): LanguageCode {
    return this.#code;
  }

  set code(code: LanguageCode) {
    this.#code = code;
  }

  /** The messages of the language. */
  get t(): Messages {
    return messages[this.#code];
  }
}

/** `?lang=` first, then what was chosen before, then the browser's list; English where none is ours. */
export function preferredLanguage(forced: string | null, remembered: string | null, browser: readonly string[]): LanguageCode {
  const isOurs = (code: string): code is LanguageCode => (LANGUAGES as readonly string[]).includes(code);
  const wanted = [forced, remembered, ...browser.map((tag) => tag.split('-')[0] ?? '')];
  return wanted.find((code): code is LanguageCode => code !== null && isOurs(code)) ?? 'en';
}

export function setLanguage(language: Language): Language {
  return setContext(KEY, language);
}

export function getLanguage(): Language {
  return getContext<Language>(KEY);
}
