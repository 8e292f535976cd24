-- A job that is being written, as it was typed: nothing in it need be right yet. The limits are those of the form times
-- four, since a field that is a little too long comes back to be shortened.
create table job_draft (
    id bigint generated always as identity primary key,
    account_id bigint not null references account (id) on delete cascade,
    title text not null check (length(title) <= 480),
    employer text not null check (length(employer) <= 480),
    island text not null check (length(island) <= 100),
    employment_type text not null check (length(employment_type) <= 100),
    pay_min text not null check (length(pay_min) <= 120),
    pay_max text not null check (length(pay_max) <= 120),
    pay_period text not null check (length(pay_period) <= 100),
    description text not null check (length(description) <= 40000),
    how_to_apply text not null check (length(how_to_apply) <= 4000),
    saved_at timestamptz not null default now()
);

create index job_draft_account on job_draft (account_id, saved_at desc);
