import { goto } from '$app/navigation';
import { LANGUAGES } from '$lib/i18n/messages';
import { THEMES, type Settings } from '$lib/session/settings.svelte';
import type { Workspace } from '$lib/session/workspace.svelte';
import { viewAt } from '$lib/views';
import type { Command } from './commands.svelte';
import type { FileIntake } from './file-intake.svelte';

const LANGUAGE_NAMES = { ja: '日本語', en: 'English' } as const;

interface Context {
  readonly workspace: Workspace;
  readonly intake: FileIntake;
  readonly settings: Settings;
  readonly pathname: string;
  readonly openPalette: () => void;
  readonly openHelp: () => void;
  readonly openSettings: () => void;
  readonly lock: () => void;
}

/** The commands that every page has. */
export function frameCommands(context: Context): readonly Command[] {
  const { workspace, intake, settings, pathname, openPalette, openHelp, openSettings, lock } = context;
  return [
    { id: 'frame.palette', label: (t) => t.frame.openPalette, key: '$mod+KeyK', unlisted: true, run: openPalette },
    { id: 'frame.choose-files', label: (t) => t.frame.chooseFiles, key: '$mod+KeyO', run: () => intake.choose() },
    { id: 'frame.start', label: (t) => t.frame.goToStart, enabled: () => pathname !== '/', run: () => void goto('/') },
    {
      id: 'frame.import',
      label: (t) => t.frame.goToImport,
      enabled: () => workspace.files.length > 0 && pathname !== '/import',
      run: () => void goto('/import')
    },
    {
      id: 'frame.map',
      label: (t) => t.frame.goToMap,
      enabled: () => workspace.log !== undefined && viewAt(pathname) === undefined,
      run: () => void goto('/map')
    },
    ...LANGUAGES.map((code): Command => ({
      id: `frame.language-${code}`,
      label: (t) => t.frame.switchLanguage(LANGUAGE_NAMES[code]),
      enabled: () => settings.language.code !== code,
      run: () => settings.chooseLanguage(code)
    })),
    ...THEMES.map((theme): Command => ({
      id: `frame.theme-${theme}`,
      label: (t) => t.frame.switchTheme(t.frame.themes[theme]),
      enabled: () => settings.theme !== theme,
      run: () => settings.chooseTheme(theme)
    })),
    { id: 'frame.settings', label: (t) => t.device.settings, run: openSettings },
    { id: 'frame.lock', label: (t) => t.device.lockNow, run: lock },
    { id: 'frame.help', label: (t) => t.frame.help, key: 'Shift+?', run: openHelp }
  ];
}
