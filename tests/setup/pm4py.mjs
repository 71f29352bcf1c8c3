/** The outside oracle for the files we export: pm4py, in an environment of its own in `.cache/py`. Never shipped. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT, run } from './run.mjs';

const FOLDER = join(ROOT, '.cache', 'py');
export const PYTHON = join(FOLDER, process.platform === 'win32' ? 'Scripts/python.exe' : 'bin/python');
const PACKAGES = ['pm4py==2.7.23', 'r4pm==0.6.2', 'polars==2.1.0', 'pandas==3.1.1', 'pyarrow==26.0.1'];

/** Install it where the host has Python and can reach its packages. @returns {Promise<boolean>} whether it is there */
export async function ensurePm4py() {
  const works = async () => existsSync(PYTHON) && (await run(PYTHON, ['-c', 'import pm4py'], { stdio: 'ignore' })) === 0;
  if (await works()) return true;
  if (!existsSync(PYTHON) && (await run('python3', ['-m', 'venv', FOLDER], { stdio: 'ignore' })) !== 0) return false;
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', ...PACKAGES];
  return (await run(PYTHON, pip)) === 0 && (await works());
}
