/**
 * The native DuckDB side of `npm run bench`, in a process of its own, one thread. Prints one JSON line a measurement.
 *
 *     duckdb-peer.mjs csv <file.csv>          read_csv with explicit types, then the map's counts in SQL
 *     duckdb-peer.mjs dfg <file.csv> <share>  the DFG of a random selection of cases, on sorted integer codes: one a line of input
 *     duckdb-peer.mjs sql <file.csv>          the app's own tables `event` and `row`; each line of input is a JSON list of statements
 *
 * Times are milliseconds, wall and CPU (user + system of this process).
 */
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const TYPES =
  "{case_id:'VARCHAR',activity:'VARCHAR',\"timestamp\":'TIMESTAMPTZ',resource:'VARCHAR',region:'VARCHAR',product:'VARCHAR',amount:'DOUBLE',cost:'DOUBLE',note:'VARCHAR'}";

/** Count, cases and largest repetition in one case: per activity, and per edge; what a first map shows. */
const NODES = `
  with per_case as (select case_id, activity, count(*) n from log group by all)
  select activity, sum(n) total, count(*) cases, max(n) most from per_case group by all`;
const EDGES = `
  with event as (
    select case_id, activity, lead(activity) over (partition by case_id order by "timestamp", file_row) successor
    from (select *, rowid as file_row from log)
  ), per_case as (select case_id, activity, successor, count(*) n from event where successor is not null group by all)
  select activity, successor, sum(n) total, count(*) cases, max(n) most from per_case group by all`;

/** The plain way, and the quickest we know: where the table is in order, neighbours need no partition. */
const DFG = {
  partitioned: `
    select a, b, count(*) n from (
      select activity a, lead(activity) over (partition by case_number order by place) b
      from event semi join chosen using (case_number)
    ) where b is not null group by all`,
  streaming: `
    select a, b, count(*) n from (
      select activity a, lead(activity) over () b, case_number c, lead(case_number) over () d from event
    ) semi join chosen on (c = chosen.case_number) where c = d group by all`
};

const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
const rowsOf = async (sql) => (await connection.runAndReadAll(sql)).getRowObjects();
const report = (facts) => console.log(JSON.stringify(facts));

async function timed(work) {
  const wall = performance.now();
  const cpu = process.cpuUsage();
  const result = await work();
  const used = process.cpuUsage(cpu);
  return { result, wallMs: performance.now() - wall, cpuMs: (used.user + used.system) / 1000 };
}

const load = (path, columns) =>
  connection.run(
    `create table log as select ${columns} from read_csv('${path.replaceAll("'", "''")}', header = true, auto_detect = false, delim = ',', quote = '"', columns = ${TYPES})`
  );

const total = (rows) => rows.reduce((sum, row) => sum + Number(row.total ?? row.n), 0);

async function csv(path) {
  const { result, wallMs, cpuMs } = await timed(async () => {
    await load(path, '*');
    return { nodes: await rowsOf(NODES), edges: await rowsOf(EDGES) };
  });
  report({ wallMs, cpuMs, events: total(result.nodes), pairs: total(result.edges), edges: result.edges.length });
}

async function dfg(path, share) {
  await load(path, 'case_id, activity, "timestamp"');
  await connection.run(`
    create table event as
    select c.code::integer case_number, a.code::utinyint activity, row_number() over (order by c.code, "timestamp", log.rowid)::integer place
    from log
    join (select case_id, row_number() over (order by min(rowid)) - 1 code from log group by all) c using (case_id)
    join (select activity, row_number() over (order by min(rowid)) - 1 code from log group by all) a using (activity)
    order by place`);
  await connection.run('drop table log');
  const [{ cases }] = await rowsOf('select max(case_number) + 1 cases from event');
  const whole = await rowsOf(`
    select a, b, count(*) n from (
      select activity a, lead(activity) over () b, case_number c, lead(case_number) over () d from event
    ) where c = d group by all`);
  report({ ready: true, pairs: total(whole), edges: whole.length });
  const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
  for (let run = 1; !(await lines.next()).done; run++) {
    await connection.run(`select setseed(${run / 1000})`);
    await connection.run(
      `create or replace table chosen as select range::integer case_number from range(${cases}) where random() < ${share}`
    );
    const plain = await timed(() => rowsOf(DFG.partitioned));
    const streamed = await timed(() => rowsOf(DFG.streaming));
    const pairs = total(plain.result);
    if (pairs !== total(streamed.result)) throw new Error('the two queries disagree');
    report({ wallMs: plain.wallMs, cpuMs: plain.cpuMs, streamingWallMs: streamed.wallMs, streamingCpuMs: streamed.cpuMs, pairs });
  }
}

/** The tables that the app's statements are over, filled from the same file; each line of input is timed as a whole. */
async function sql(path) {
  await load(path, '*');
  await connection.run(`
    create table event as
    select c.code::integer case_no,
      (row_number() over (partition by c.code order by "timestamp", log.rowid) - 1)::integer "position",
      log.rowid::integer row_no, activity, epoch_ms("timestamp")::double complete_ms, null::double start_ms
    from log
    join (select case_id, row_number() over (order by min(rowid)) - 1 code from log group by all) c using (case_id)
    order by case_no, "position"`);
  await connection.run('create table "row" as select rowid::integer row_no, * from log');
  await connection.run('drop table log');
  await connection.run('create table selected_case as select distinct case_no from event');
  const [counted] = await rowsOf('select count(*) n, count(distinct case_no) cases from event');
  report({ ready: true, events: Number(counted.n), cases: Number(counted.cases) });
  for await (const line of createInterface({ input: process.stdin })) {
    const { result, wallMs, cpuMs } = await timed(async () => {
      const answers = [];
      for (const statement of JSON.parse(line)) answers.push(await rowsOf(statement));
      return answers;
    });
    const first = Object.fromEntries(Object.entries(result[0]?.[0] ?? {}).map(([name, value]) => [name, Number(value)]));
    report({ wallMs, cpuMs, ...first });
  }
}

const [mode, path, share] = process.argv.slice(2);
if (mode === 'csv' && path) await csv(path);
else if (mode === 'dfg' && path) await dfg(path, Number(share));
else if (mode === 'sql' && path) await sql(path);
else throw new Error('usage: duckdb-peer.mjs csv <file> | dfg <file> <share> | sql <file>');
