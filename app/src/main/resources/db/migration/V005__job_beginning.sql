-- What a list shows of each job, made once when it is posted: a long description lies outside the row, and fetching,
-- measuring and cutting twenty of them took the server longer than everything else about a list. One character more than
-- a summary holds, to know whether it goes on.
alter table job
    add column beginning text not null generated always as (
        left(btrim(regexp_replace(left(description, 400), '\s+', ' ', 'g')), 161)) stored;
