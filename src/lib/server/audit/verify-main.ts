/**
 * `npm run verify-audit FILE`: checks a file of the audit by itself, without service or store.
 *
 * Options: `--key LINE` the tenant's public key, as the administration shows it; `--seen FILE` checkpoints that were seen before (signed
 * notes, one after the other), which this file's tree must begin with. Ends with 0 where all is well, 1 where something is wrong, 2 where it
 * was called wrongly.
 */
import { createReadStream, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { verifyFile, type FileProblem, type FileReport } from '$lib/proof/verify-file';

const USAGE = 'npm run verify-audit -- FILE [--key LINE] [--seen FILE]';

/** A note ends with its signatures, and the next begins after them. */
const notesIn = (text: string): string[] => text.match(/(?:(?!\u2014 ).+\n)+\n(?:\u2014 .+\n)+/g) ?? [];

function wordsOf(problem: FileProblem): string {
  switch (problem.kind) {
    case 'record':
      return `record ${problem.seq} is not as the service wrote it: it is the first that was changed, taken out, put in or moved`;
    case 'head':
      return 'the first line is not that of an audit file';
    case 'end':
      return 'the last section, which proves the records, is missing or was changed';
    case 'key':
      return 'the key is not that of this audit';
    case 'checkpoint':
      return "a checkpoint's signature is not that of the key";
    case 'tree':
      return 'the records are not part of the tree that was signed';
    case 'rolled-back':
      return `the audit is shorter than it was: record ${problem.seq} is the first that is missing`;
    case 'forked':
      return `the audit is not what it was: a record from ${problem.from} to ${problem.to} was replaced`;
  }
}

function tell(report: FileReport, key: string | undefined): void {
  if (report.problem) {
    console.error(`NOT VERIFIED: ${wordsOf(report.problem)}.`);
    return;
  }
  const { begin, end, checkpoint, erased, compared } = report;
  console.log(`Verified: ${end - begin} records (${begin} to ${end - 1}) of ${checkpoint.size} in ${checkpoint.origin}.`);
  if (erased > 0) console.log(`The time of ${erased} of them is over: their hashes are in the tree, what they said was erased.`);
  if (compared > 0) console.log(`It goes on from ${compared} checkpoints that were seen before.`);
  if (key === undefined) console.log(`Signed with the key in the file; compare it with the one that you know:\n${report.key}`);
}

async function main(): Promise<number> {
  let given;
  try {
    given = parseArgs({ allowPositionals: true, options: { key: { type: 'string' }, seen: { type: 'string' } } });
  } catch {
    given = undefined;
  }
  const path = given?.positionals[0];
  if (!given || path === undefined || given.positionals.length > 1) {
    console.error(USAGE);
    return 2;
  }
  const { key, seen } = given.values;
  const notes = seen === undefined ? [] : notesIn(readFileSync(seen, 'utf8'));
  if (seen !== undefined && notes.length === 0) {
    console.error(`There is no checkpoint in ${seen}.`);
    return 2;
  }
  const report = await verifyFile(() => createReadStream(path), { seen: notes, ...(key === undefined ? {} : { key }) });
  tell(report, key);
  return report.problem ? 1 : 0;
}

main().then(
  (code) => (process.exitCode = code),
  (error: Error) => {
    console.error(error.message);
    process.exitCode = 2;
  }
);
