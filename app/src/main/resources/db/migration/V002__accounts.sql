-- People who can sign in. The address is kept as typed and is unique whatever its case, so that
-- ann@example.com and Ann@Example.com are one account even when two registrations race.
create table account (
    id bigint generated always as identity primary key,
    email text not null check (length(email) between 3 and 254),
    password_hash text not null,
    display_name text not null check (length(display_name) between 1 and 80),
    headline text not null default '' check (length(headline) <= 120),
    island_code text references island (code),
    phone text check (phone ~ '^\+[1-9][0-9]{6,14}$'),
    created_at timestamptz not null default now()
);

create unique index account_email on account (lower(email));
-- People are listed newest first, everywhere or on one island.
create index account_newest on account (created_at desc, id desc);
create index account_newest_on_island on account (island_code, created_at desc, id desc);

-- A session is known by the SHA-256 of its token: who reads this table cannot sign in with it.
create table session (
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id bigint not null references account (id) on delete cascade,
    created_at timestamptz not null default now(),
    expires_at timestamptz not null check (expires_at > created_at)
);

create index session_account on session (account_id);
create index session_expiry on session (expires_at);
