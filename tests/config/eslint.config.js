import svelte from 'eslint-plugin-svelte';
import { fileURLToPath } from 'node:url';
import ts from 'typescript-eslint';

const root = fileURLToPath(new URL('../../', import.meta.url));

export default ts.config(
  {
    ignores: [
      'node_modules/',
      'build/',
      '.svelte-kit/',
      '.cache/',
      'test-results/',
      'playwright-report/',
      'static/',
      'tests/fixtures/',
      'tests/perf/rust4pm/target/'
    ]
  },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // numbers and booleans in templates are plain; objects are not
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true, allowNullish: true }
      ],
      // importers are generators by contract, whether or not one of them awaits
      '@typescript-eslint/require-await': 'off'
    }
  },
  {
    files: ['**/*.svelte'],
    extends: [svelte.configs.recommended, svelte.configs.prettier],
    languageOptions: {
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser, tsconfigRootDir: root }
    },
    rules: {
      'svelte/no-at-html-tags': 'error',
      // knows that what $props and $derived give is written by others
      'prefer-const': 'off',
      'svelte/prefer-const': 'error',
      // a Map or Set that a function fills and returns is no state
      'svelte/prefer-svelte-reactivity': 'off',
      // the parser has no types for what a template's snippets and blocks are given; svelte-check has
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      // one page: there is no base path to resolve links against
      'svelte/no-navigation-without-resolve': 'off'
    }
  },
  {
    files: ['**/*.js', '**/*.mjs', '**/*.cjs'],
    extends: [ts.configs.recommended]
  },
  {
    rules: {
      'max-lines': ['error', { max: 400 }],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      eqeqeq: 'error'
    }
  }
);
