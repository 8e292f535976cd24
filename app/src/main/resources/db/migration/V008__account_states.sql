-- An account is pending until a link in a mail to its address has been opened. Anybody can make a pending account with
-- anybody's address, so it blocks nothing: several may have one address, beside the one that is not pending. Accounts
-- from before this rule stay active, and confirm their address when they next publish or apply.
alter table account
    add column state text not null default 'ACTIVE' check (state in ('PENDING', 'ACTIVE')),
    add column verified_at timestamptz,
    add column password_changed_at timestamptz,
    add column visibility text not null default 'MEMBERS' check (visibility in ('MEMBERS', 'NOBODY')),
    add column phone_visible boolean not null default false,
    add constraint account_pending_is_not_verified check (state = 'ACTIVE' or verified_at is null);

-- An index of another name first: at no time may two accounts have one address. The version before this one registers
-- nobody while both run: its statement names the index that is dropped here.
create unique index account_active_email on account (lower(email)) where state = 'ACTIVE';
drop index account_email;
create index account_pending on account (created_at) where state = 'PENDING';

-- Links in mails. The link holds a token of 256 random bits, and this table its SHA-256: reading the table lets nobody
-- use a link. A link is used once: using it deletes its row.
create table mail_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    account_id bigint not null references account (id) on delete cascade,
    purpose text not null check (purpose in ('VERIFY', 'RESET', 'CHANGE_EMAIL', 'SIGN_IN')),
    email text not null check (length(email) between 3 and 254),
    created_at timestamptz not null default now(),
    expires_at timestamptz not null check (expires_at > created_at)
);

create index mail_link_account on mail_link (account_id, purpose);
create index mail_link_expiry on mail_link (expires_at);
