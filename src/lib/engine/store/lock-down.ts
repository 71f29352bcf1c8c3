/**
 * Run before any data is there: no extension is fetched, no file and no network can be reached, and none of that can be changed
 * back. The order matters, the last statement locks the others.
 * Source: DuckDB, "Securing DuckDB".
 */
export const LOCK_DOWN = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true'
] as const;
