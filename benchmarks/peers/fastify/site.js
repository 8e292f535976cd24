// The four measured endpoints of the site, as the documentation of Fastify and node-postgres recommends.
// Statements are not named, so that they are safe behind PgBouncer in transaction mode; responses have a schema, so
// that Fastify compiles their serializers.

import Fastify from "fastify";
import pg from "pg";

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const app = Fastify({ logger: false });

// Timestamps are read as text, because Date has no microseconds.
pg.types.setTypeParser(1184, (text) => text);
pg.types.setTypeParser(1700, Number);

const ISLANDS = {
  "new-providence": "New Providence",
  "grand-bahama": "Grand Bahama",
  abaco: "Abaco",
  acklins: "Acklins",
  andros: "Andros",
  "berry-islands": "Berry Islands",
  bimini: "Bimini",
  "cat-island": "Cat Island",
  "crooked-island": "Crooked Island and Long Cay",
  eleuthera: "Eleuthera",
  exuma: "Exuma and Cays",
  "harbour-island": "Harbour Island",
  inagua: "Inagua",
  "long-island": "Long Island",
  mayaguana: "Mayaguana",
  "ragged-island": "Ragged Island",
  "rum-cay": "Rum Cay",
  "san-salvador": "San Salvador",
  "spanish-wells": "Spanish Wells",
};
const WEEKLY = { HOUR: [40, 1], DAY: [5, 1], WEEK: [1, 1], MONTH: [12, 52], YEAR: [1, 52] };

const text = { type: "string" };
const number = { type: "number" };
const island = { type: "object", nullable: true, properties: { code: text, name: text } };
const user = {
  type: "object",
  properties: { id: text, display_name: text, headline: text, island, member_since: text },
};
const pay = {
  type: "object",
  properties: { currency: text, min: number, max: number, period: text, weekly_min: number, weekly_max: number },
};
const shared = {
  id: text,
  title: text,
  employer: text,
  island,
  employment_type: text,
  pay,
  posted_at: text,
  url: text,
};
const job = {
  type: "object",
  properties: {
    ...shared,
    description: text,
    how_to_apply: text,
    open: { type: "boolean" },
    closed_at: { type: "string", nullable: true },
    posted_by: text,
  },
};
const list = {
  type: "object",
  properties: { items: { type: "array", items: { type: "object", properties: { ...shared, summary: text } } }, next_cursor: { type: "string", nullable: true } },
};
const answers = (schema) => ({ schema: { response: { 200: schema } } });

app.get("/health", answers({ type: "object", properties: { status: text } }), async () => ({ status: "ok" }));

app.get("/api/users/:id", answers(user), async (request, reply) => {
  const found = await pool.query(
    `select id, display_name, headline, coalesce(island_code, '') as island_code, created_at
       from account where id = $1`,
    [request.params.id],
  );
  if (found.rows.length === 0) return reply.code(404).send();
  const row = found.rows[0];
  return {
    id: row.id,
    display_name: row.display_name,
    headline: row.headline,
    island: on(row.island_code),
    member_since: moment(row.created_at),
  };
});

app.get("/api/jobs", answers(list), async (request) => {
  const limit = Number(request.query.limit ?? 20);
  const { rows } = await pool.query(
    `select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period, beginning, posted_at
       from job where closed_at is null
      order by posted_at desc, id desc limit $1`,
    [limit + 1],
  );
  const shown = rows.slice(0, limit);
  return { items: shown.map(line), next_cursor: rows.length > limit ? cursor(shown.at(-1)) : null };
});

app.get("/api/jobs/:id", answers(job), async (request, reply) => {
  const found = await pool.query(
    `select id, posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,
            description, how_to_apply, posted_at, closed_at
       from job where id = $1`,
    [request.params.id],
  );
  if (found.rows.length === 0) return reply.code(404).send();
  const row = found.rows[0];
  return {
    ...terms(row),
    description: row.description,
    how_to_apply: row.how_to_apply,
    open: row.closed_at === null,
    closed_at: row.closed_at && moment(row.closed_at),
    posted_by: row.posted_by,
  };
});

const line = (row) => ({ ...terms(row), summary: summary(row.beginning) });

function terms(row) {
  const [times, by] = WEEKLY[row.pay_period];
  return {
    id: row.id,
    title: row.title,
    employer: row.employer,
    island: on(row.island_code),
    employment_type: row.employment_type,
    pay: {
      currency: "BSD",
      min: row.pay_min,
      max: row.pay_max,
      period: row.pay_period,
      weekly_min: cents((row.pay_min * times) / by),
      weekly_max: cents((row.pay_max * times) / by),
    },
    posted_at: moment(row.posted_at),
    url: `/jobs/${row.id}-${slug(row.title)}`,
  };
}

const on = (code) => (code ? { code, name: ISLANDS[code] } : null);
const cents = (amount) => Math.round(amount * 100) / 100;
// PostgreSQL sends 2026-11-23 12:00:00.123456+00.
const moment = (at) => at.replace(" ", "T").replace(/\+00$/, "Z");

function summary(beginning) {
  if (beginning.length <= 160) return beginning;
  const space = beginning.lastIndexOf(" ", 159);
  return beginning.slice(0, space > 80 ? space : 159).replace(/[ .,;:!?]+$/, "") + "…";
}

function slug(title) {
  return title
    .normalize("NFKD")
    .replace(/\p{Mn}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "")
    .slice(0, 60);
}

function cursor(row) {
  const [, second, fraction = ""] = /^(.*?)(?:\.(\d+))?\+00$/.exec(row.posted_at);
  const micros = BigInt(Date.parse(`${second.replace(" ", "T")}Z`)) * 1000n + BigInt(fraction.padEnd(6, "0"));
  const bytes = Buffer.alloc(16);
  bytes.writeBigInt64BE(micros, 0);
  bytes.writeBigInt64BE(BigInt(row.id), 8);
  return bytes.toString("base64url");
}

await app.listen({ port: Number(process.env.PORT), host: "0.0.0.0" });
