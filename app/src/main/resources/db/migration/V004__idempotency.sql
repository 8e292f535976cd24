-- The answer to a request that must not take effect twice, written in the same transaction as the effect:
-- either both are there or neither. The fingerprint tells a repeat from another request under the same key.
create table idempotency_record (
    account_id bigint not null references account (id) on delete cascade,
    key text not null check (length(key) between 1 and 255),
    fingerprint bytea not null check (length(fingerprint) = 32),
    status smallint not null,
    location text not null,
    body text not null,
    created_at timestamptz not null default now(),
    primary key (account_id, key)
);

create index idempotency_record_age on idempotency_record (created_at);
