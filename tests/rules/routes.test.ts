import { expect, test } from 'vitest';
import type { Contract } from '$lib/api/contract';
import { CONTRACTS } from '$lib/api/contracts';
import { filesUnder, textOf } from './tree';

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];
const API = 'src/routes/api/';
/** Probes and scrapers ask for these: they answer without a contract, and hold nothing of anybody's. */
const PLAIN = ['src/routes/healthz/+server.ts', 'src/routes/readyz/+server.ts', 'src/routes/metrics/+server.ts'];

const serverFiles = filesUnder('src/routes').filter((path) => path.endsWith('+server.ts'));
const apiFiles = serverFiles.filter((path) => path.startsWith(API));
const modules = import.meta.glob<Record<string, unknown>>('../../src/routes/api/**/+server.ts');
const nameOf = ({ method, path }: Pick<Contract, 'method' | 'path'>): string => `${method} ${path}`;

test("what a route's file exports is made by a contract of its own method and path, and nothing else", async () => {
  const faults: string[] = [];
  const routed: string[] = [];
  expect(Object.keys(modules)).toHaveLength(apiFiles.length);
  for (const file of apiFiles) {
    const path = file.replace('src/routes', '').replace('/+server.ts', '');
    const exported = await modules[`../../${file}`]!();
    for (const [method, handler] of Object.entries(exported)) {
      const contract = (handler as { contract?: Contract } | undefined)?.contract;
      if (!METHODS.includes(method) || !contract) faults.push(`${file}: ${method} is no endpoint`);
      else if (contract.method !== method || contract.path !== path) faults.push(`${file}: ${method} is ${nameOf(contract)}`);
      else if (!CONTRACTS.includes(contract)) faults.push(`${file}: ${nameOf(contract)} is not in the list of contracts`);
      else routed.push(nameOf(contract));
    }
  }
  expect(faults).toEqual([]);
  expect(routed.sort()).toEqual(CONTRACTS.map(nameOf).sort());
});

test('no contract stands twice, and each says who may call it', () => {
  expect(new Set(CONTRACTS.map(nameOf)).size).toBe(CONTRACTS.length);
  for (const contract of CONTRACTS) {
    expect(['anyone', 'user', 'operator'], nameOf(contract)).toContain(contract.guard.who);
    // the console's are the operators', who have no others: two stores' roles, two ports
    if (contract.guard.who !== 'anyone')
      expect(contract.path.startsWith('/api/v1/operator/'), nameOf(contract)).toBe(contract.guard.who === 'operator');
    if (contract.guard.who === 'user' && contract.guard.roles) expect(contract.guard.roles, nameOf(contract)).not.toEqual([]);
  }
});

test('every contract is in a file that the list names', () => {
  const index = textOf('src/lib/api/contracts/index.ts');
  const files = filesUnder('src/lib/api/contracts').filter((path) => /^.*\/(?!index)[^/]*(?<!\.test)\.ts$/.test(path));
  const listed = files.filter((path) => index.includes(`'./${path.split('/').at(-1)!.replace('.ts', '')}'`));
  const withContracts = files.filter((path) => /= contract\(/.test(textOf(path)));
  expect(withContracts.filter((path) => !listed.includes(path))).toEqual([]);
});

test('nothing answers outside of the API but what is listed here', () => {
  expect(serverFiles.filter((path) => !path.startsWith(API) && !PLAIN.includes(path))).toEqual([]);
  const withLoad = filesUnder('src/routes').filter((path) => /\+(page|layout)\.server\.ts$/.test(path));
  expect(withLoad).toEqual([]);
});
