-- Browsers that have signed in to an account before. Each holds a random token, of which this is the SHA-256; several
-- people may use one browser. A sign-in from a known device is not slowed down by those who guess the password
-- elsewhere, and one from a new device is told to the owner.
create table known_device (
    token_hash bytea not null check (length(token_hash) = 32),
    account_id bigint not null references account (id) on delete cascade,
    created_at timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    primary key (account_id, token_hash)
);

create index known_device_age on known_device (last_used_at);
