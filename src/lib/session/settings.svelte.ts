import { getContext, setContext } from 'svelte';
import { preferredLanguage, type Language } from '$lib/i18n/language.svelte';
import { LANGUAGES, type LanguageCode } from '$lib/i18n/messages';
import { readStored, writeStored } from './browser-storage';
import { IDLE_MINUTES, type IdleMinutes } from './idle-watch';

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const isLanguage = (text: string | null): text is LanguageCode => (LANGUAGES as readonly string[]).includes(text ?? '');
const isTheme = (text: string | null): text is Theme => (THEMES as readonly string[]).includes(text ?? '');

/**
 * Language, theme, keys, and when the app locks. An address forces them (`?lang=ja`, `?theme=dark`) for as long as the tab lives; a choice in the page ends
 * that and is remembered. All must be known before the first paint, so they stand in localStorage.
 */
export class Settings {
  #theme = $state<Theme>('system');
  #singleKeys = $state(true);
  #keys = $state.raw<KeyChoices>({});
  #idleMinutes = $state<IdleMinutes>(0);
  #lockOnHide = $state(false);

  /** @param onchoice called with the address's parameter that a choice in the page has overruled */
  constructor(
    readonly language: Language,
    query: URLSearchParams,
    readonly onchoice: (overruled: 'lang' | 'theme') => void
  ) {
    this.obey(query);
    language.code = preferredLanguage(
      readStored('sessionStorage', 'lang'),
      readStored('localStorage', 'lang'),
      navigator.languages
    );
    const theme = [readStored('sessionStorage', 'theme'), readStored('localStorage', 'theme')].find(isTheme);
    this.#theme = theme ?? 'system';
    this.#singleKeys = readStored('localStorage', 'single-keys') !== 'off';
    this.#keys = keyChoicesFrom(readStored('localStorage', 'keys'));
    this.readLocking();
  }

  /** Minutes without an act after which the app locks itself; 0 = never. */
  get idleMinutes(): IdleMinutes {
    return this.#idleMinutes;
  }

  set idleMinutes(minutes: IdleMinutes) {
    this.#idleMinutes = minutes;
    writeStored('localStorage', 'lock-idle', minutes === 0 ? null : String(minutes));
  }

  /** Lock when no tab of the app is to be seen any more. */
  get lockOnHide(): boolean {
    return this.#lockOnHide;
  }

  set lockOnHide(on: boolean) {
    this.#lockOnHide = on;
    writeStored('localStorage', 'lock-hidden', on ? 'on' : null);
  }

  /** The app was locked, and not unlocked since. */
  get isLocked(): boolean {
    return readStored('localStorage', 'locked') === 'yes';
  }

  set isLocked(on: boolean) {
    writeStored('localStorage', 'locked', on ? 'yes' : null);
  }

  /** Read again when the app locks: another tab may have changed it. */
  readLocking(): void {
    const minutes = Number(readStored('localStorage', 'lock-idle'));
    this.#idleMinutes = IDLE_MINUTES.find((offered) => offered === minutes) ?? 0;
    this.#lockOnHide = readStored('localStorage', 'lock-hidden') === 'on';
  }

  /** Shortcuts of one letter can be switched off (WCAG 2.1.4). */
  get singleKeys(): boolean {
    return this.#singleKeys;
  }

  set singleKeys(on: boolean) {
    this.#singleKeys = on;
    writeStored('localStorage', 'single-keys', on ? null : 'off');
  }

  /** Keys that the user has chosen, by the id of the command; an empty text stands for no key. */
  get keys(): KeyChoices {
    return this.#keys;
  }

  /** Give commands other keys; null gives one its own back. */
  chooseKeys(choices: Readonly<Record<string, string | null>>): void {
    const kept = Object.entries({ ...this.#keys, ...choices }).filter((entry): entry is [string, string] => entry[1] !== null);
    this.#keys = Object.fromEntries(kept);
    writeStored('localStorage', 'keys', kept.length === 0 ? null : JSON.stringify(this.#keys));
  }

  get theme(): Theme {
    return this.#theme;
  }

  /** Take what an address forces; nothing where it names neither. */
  obey(query: URLSearchParams): void {
    const lang = query.get('lang');
    const theme = query.get('theme');
    if (isLanguage(lang)) {
      writeStored('sessionStorage', 'lang', lang);
      this.language.code = lang;
    }
    if (isTheme(theme)) {
      writeStored('sessionStorage', 'theme', theme);
      this.#theme = theme;
    }
  }

  chooseLanguage(code: LanguageCode): void {
    this.language.code = code;
    writeStored('sessionStorage', 'lang', null);
    writeStored('localStorage', 'lang', code);
    this.onchoice('lang');
  }

  chooseTheme(theme: Theme): void {
    this.#theme = theme;
    writeStored('sessionStorage', 'theme', null);
    writeStored('localStorage', 'theme', theme);
    this.onchoice('theme');
  }
}

export type KeyChoices = Readonly<Record<string, string>>;

function keyChoicesFrom(stored: string | null): KeyChoices {
  try {
    const value: unknown = JSON.parse(stored ?? '{}');
    const entries = Object.entries(value as object).filter(([, key]) => typeof key === 'string' && key.length <= 40);
    return Object.fromEntries(entries as [string, string][]);
  } catch {
    return {};
  }
}

const KEY = Symbol('settings');

export function setSettings(settings: Settings): Settings {
  return setContext(KEY, settings);
}

export function getSettings(): Settings {
  return getContext<Settings>(KEY);
}
