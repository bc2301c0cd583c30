// Runs the query of the large workload in DuckDB: node duckdb.mjs QUERY.sql RESULT.csv THREADS. Finds the package from the folder it is started in.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const [query, result, threads] = process.argv.slice(2);
const { DuckDBInstance } = createRequire(join(process.cwd(), 'package.json'))('@duckdb/node-api');
const instance = await DuckDBInstance.create(':memory:', { threads });
const connection = await instance.connect();
await connection.run(`COPY (${readFileSync(query, 'utf8')}) TO '${result}' (FORMAT csv, HEADER true)`);
