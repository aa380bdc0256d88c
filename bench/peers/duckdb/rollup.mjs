// GROUP BY ROLLUP over the rows of a CSV, from a table in memory, with two threads.
// node rollup.mjs FILE ROUNDS -> one line: median in milliseconds, rows of the answer, the nation's sums of the first two columns.
import { DuckDBInstance } from '@duckdb/node-api';

const [file, rounds] = [process.argv[2], Number(process.argv[3])];
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const db = await instance.connect();
await db.run(`create table t as select * from read_csv('${file.replaceAll("'", "''")}', header = true,
  types = {'prov': 'VARCHAR', 'kab': 'VARCHAR', 'kec': 'VARCHAR', 'kel': 'VARCHAR'})`);
const described = await db.runAndReadAll("select column_name from (describe t) where column_name like 'c%'");
const columns = described.getRows().map(([name]) => name);
const sums = columns.map((name) => `sum(${name})::bigint as ${name}`).join(', ');

// Codes as strings, as they are; codes as numbers; and figures in 32 bits besides. The peer gets whichever is fastest.
const codes = 'prov::int as prov, kab::int as kab, kec::int as kec, kel::bigint as kel';
await db.run(`create table codes_as_numbers as select ${codes}, ${columns.join(', ')} from t`);
await db.run(`create table narrow as select ${codes}, ${columns.map((name) => `${name}::int as ${name}`).join(', ')} from t`);
const query = (table) => `create or replace temp table answer as select prov, kab, kec, kel, ${sums} from ${table} group by rollup (prov, kab, kec, kel)`;

async function median(table) {
  const timings = [];
  for (let warm = 0; warm < 3; warm++) {
    await db.run(query(table));
  }

  for (let round = 0; round < rounds; round++) {
    const start = performance.now();
    await db.run(query(table));
    timings.push(performance.now() - start);
  }
  return timings.sort((a, b) => a - b)[Math.floor(rounds / 2)];
}

const best = Math.min(await median('t'), await median('codes_as_numbers'), await median('narrow'));
const [[rows]] = (await db.runAndReadAll('select count(*) from answer')).getRows();
const [[c0, c1]] = (await db.runAndReadAll('select c0, c1 from answer where prov is null')).getRows();
console.log(`${best.toFixed(1)} ${rows} ${c0} ${c1}`);
