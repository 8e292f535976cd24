-- Background work, written in the transaction of its cause and deleted once it is done. A task is due at due_at; while an
-- instance runs it, that is the end of its lease, so a task whose instance died is due again by itself. The arguments are
-- names and values in turn.
create table task (
    id bigint generated always as identity primary key,
    kind text not null check (length(kind) between 1 and 60),
    arguments text[] not null check (cardinality(arguments) % 2 = 0),
    attempt integer not null default 0,
    running boolean not null default false,
    created_at timestamptz not null,
    due_at timestamptz not null,
    retry_until timestamptz not null,
    gave_up_at timestamptz,
    last_error text not null default ''
);

create index task_due on task (due_at) where gave_up_at is null;
create index task_gave_up on task (gave_up_at) where gave_up_at is not null;

-- When a task that is wanted once a day was submitted last, by any instance.
create table daily_task (
    kind text primary key,
    submitted_at timestamptz not null
);
