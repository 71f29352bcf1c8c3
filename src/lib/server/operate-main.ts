import { operate } from './operate';

/** put in by the build */
declare const __VERSION__: string;

process.exit(await operate(process.argv.slice(2), process.env, __VERSION__));
