/** What a column means: its role, its type, and how its times are read. */
export { describeColumns, needsZone } from './describe';
export { proposeLifecycle } from './lifecycle';
export { guessRoles } from './roles';
export { detectTimeFormat } from './time-detection';
export { compileTimeReader, type TimeReader } from './time-reader';
