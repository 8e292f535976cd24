-- A session ends 30 days after its last use, and 180 days after it began. The last use is written at most once an hour.
-- The device is the User-Agent, from which its owner is shown a browser and a system.
alter table session
    add column last_used_at timestamptz not null default now(),
    add column device text not null default '' check (length(device) <= 300);
