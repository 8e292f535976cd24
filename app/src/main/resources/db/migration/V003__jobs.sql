-- Advertised work. Pay is mandatory: an advertisement without it wastes the reader's time. The island is searched with
-- the words, because people type "bartender exuma" into one box.
create table job (
    id bigint generated always as identity primary key,
    posted_by bigint not null references account (id) on delete cascade,
    title text not null check (length(title) between 3 and 120),
    employer text not null check (length(employer) between 2 and 120),
    island_code text not null references island (code),
    employment_type text not null
        check (employment_type in ('FULL_TIME', 'PART_TIME', 'CONTRACT', 'TEMPORARY', 'INTERNSHIP')),
    pay_min numeric(10, 2) not null check (pay_min > 0),
    pay_max numeric(10, 2) not null check (pay_max >= pay_min),
    pay_period text not null check (pay_period in ('HOUR', 'DAY', 'WEEK', 'MONTH', 'YEAR')),
    description text not null check (length(description) between 1 and 10000),
    how_to_apply text not null check (length(how_to_apply) between 1 and 1000),
    posted_at timestamptz not null default now(),
    closed_at timestamptz,
    search tsvector not null generated always as (
        setweight(to_tsvector('english', title), 'A')
            || setweight(to_tsvector('english', employer), 'B')
            || setweight(to_tsvector('english', island_code), 'B')
            || setweight(to_tsvector('english', description), 'C')) stored
);

-- The list is read newest first, open jobs only, everywhere or on one island.
create index job_newest on job (posted_at desc, id desc) where closed_at is null;
create index job_newest_on_island on job (island_code, posted_at desc, id desc) where closed_at is null;
create index job_search on job using gin (search) where closed_at is null;
create index job_posted_by on job (posted_by, posted_at desc, id desc);

-- What a person typed into a search box, as a query: words, "phrases", or, -not. The last word may be the beginning of
-- one, so that "house" finds the housekeeper. Whatever was typed is data: nothing in it can make the query fail.
create function search_words(typed text) returns tsquery
    language sql immutable parallel safe
    return case
        when websearch_to_tsquery('english', typed)::text like '%''' then
            (websearch_to_tsquery('english', typed)::text || ':*')::tsquery
        else websearch_to_tsquery('english', typed)
    end;
