"""The four measured endpoints of the site, as the documentation of FastAPI and SQLAlchemy recommends.

Behind PgBouncer in transaction mode: no statement is cached, and each has a unique name while it runs
(https://docs.sqlalchemy.org/en/14/dialects/postgresql.html#prepared-statement-name).
"""

import base64
import os
import re
import ssl
import struct
import unicodedata
import uuid
from datetime import datetime, timedelta, timezone
from decimal import ROUND_HALF_EVEN, Decimal

from asyncpg import Connection
from fastapi import FastAPI, HTTPException
from fastapi.responses import JSONResponse
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine


class PooledConnection(Connection):
    def _get_unique_id(self, prefix):
        return f"__asyncpg_{prefix}_{uuid.uuid4()}__"


ROOT_CERT = os.environ.get("SSL_ROOT_CERT", "")
engine = create_async_engine(
    os.environ["SQLALCHEMY_URL"],
    pool_size=5,
    max_overflow=5,
    # The old site pinged a connection before each use, which costs one statement more.
    pool_pre_ping=os.environ.get("PRE_PING") != "off",
    connect_args={
        "statement_cache_size": 0,
        "prepared_statement_cache_size": 0,
        "connection_class": PooledConnection,
        "server_settings": {},
        "ssl": ssl.create_default_context(cafile=ROOT_CERT) if ROOT_CERT else None,
    },
)
app = FastAPI()

USER = text(
    "select id, display_name, headline, coalesce(island_code, '') as island_code, created_at"
    " from account where id = :id"
)
NEWEST = text(
    "select id, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,"
    " beginning, posted_at from job where closed_at is null"
    " order by posted_at desc, id desc limit :rows"
)
JOB = text(
    "select id, posted_by, title, employer, island_code, employment_type, pay_min, pay_max, pay_period,"
    " description, how_to_apply, posted_at, closed_at from job where id = :id"
)
ISLANDS = {
    "new-providence": "New Providence",
    "grand-bahama": "Grand Bahama",
    "abaco": "Abaco",
    "acklins": "Acklins",
    "andros": "Andros",
    "berry-islands": "Berry Islands",
    "bimini": "Bimini",
    "cat-island": "Cat Island",
    "crooked-island": "Crooked Island and Long Cay",
    "eleuthera": "Eleuthera",
    "exuma": "Exuma and Cays",
    "harbour-island": "Harbour Island",
    "inagua": "Inagua",
    "long-island": "Long Island",
    "mayaguana": "Mayaguana",
    "ragged-island": "Ragged Island",
    "rum-cay": "Rum Cay",
    "san-salvador": "San Salvador",
    "spanish-wells": "Spanish Wells",
}
WEEKLY = {"HOUR": (40, 1), "DAY": (5, 1), "WEEK": (1, 1), "MONTH": (12, 52), "YEAR": (1, 52)}
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)
CENT = Decimal("0.01")


@app.get("/health")
async def health():
    return JSONResponse({"status": "ok"})


@app.get("/api/users/{id}")
async def user(id: int):
    async with engine.connect() as connection:
        row = (await connection.execute(USER, {"id": id})).mappings().first()
    if row is None:
        raise HTTPException(404)
    return JSONResponse(
        {
            "id": str(row["id"]),
            "display_name": row["display_name"],
            "headline": row["headline"],
            "island": island(row["island_code"]),
            "member_since": moment(row["created_at"]),
        }
    )


@app.get("/api/jobs")
async def jobs(limit: int = 20):
    async with engine.connect() as connection:
        rows = (await connection.execute(NEWEST, {"rows": limit + 1})).mappings().all()
    shown = rows[:limit]
    after = cursor(shown[-1]) if len(rows) > limit else None
    return JSONResponse({"items": [line(row) for row in shown], "next_cursor": after})


@app.get("/api/jobs/{id}")
async def job(id: int):
    async with engine.connect() as connection:
        row = (await connection.execute(JOB, {"id": id})).mappings().first()
    if row is None:
        raise HTTPException(404)
    closed_at = row["closed_at"]
    return JSONResponse(
        terms(row)
        | {
            "description": row["description"],
            "how_to_apply": row["how_to_apply"],
            "open": closed_at is None,
            "closed_at": moment(closed_at) if closed_at else None,
            "posted_by": str(row["posted_by"]),
        }
    )


def terms(row):
    times, by = WEEKLY[row["pay_period"]]
    return {
        "id": str(row["id"]),
        "title": row["title"],
        "employer": row["employer"],
        "island": island(row["island_code"]),
        "employment_type": row["employment_type"],
        "pay": {
            "currency": "BSD",
            "min": float(row["pay_min"]),
            "max": float(row["pay_max"]),
            "period": row["pay_period"],
            "weekly_min": float((row["pay_min"] * times / by).quantize(CENT, ROUND_HALF_EVEN)),
            "weekly_max": float((row["pay_max"] * times / by).quantize(CENT, ROUND_HALF_EVEN)),
        },
        "posted_at": moment(row["posted_at"]),
        "url": f"/jobs/{row['id']}-{slug(row['title'])}",
    }


def line(row):
    return terms(row) | {"summary": summary(row["beginning"])}


def island(code):
    return {"code": code, "name": ISLANDS[code]} if code else None


def moment(at):
    return at.astimezone(timezone.utc).isoformat().replace("+00:00", "Z")


def summary(beginning):
    if len(beginning) <= 160:
        return beginning
    space = beginning.rfind(" ", 0, 160)
    return beginning[: space if space > 80 else 159].rstrip(" .,;:!?") + "…"


def slug(title):
    plain = title if title.isascii() else unicodedata.normalize("NFKD", title)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", plain.lower()).strip("-")[:60]


def cursor(row):
    micros = (row["posted_at"] - EPOCH) // timedelta(microseconds=1)
    return base64.urlsafe_b64encode(struct.pack(">qq", micros, row["id"])).rstrip(b"=").decode()
