-- The beginning keeps the ends of its lines: only a mark at the beginning of a line is one of a list, and joined to one
-- line "Monday - Friday" looked like two items. Of blank lines and of spaces one is kept. The table is rewritten once.
alter table job
    drop column beginning,
    add column beginning text not null generated always as (
        left(btrim(
            regexp_replace(regexp_replace(regexp_replace(left(description, 400),
                '[ \t]+', ' ', 'g'), ' ?\n ?', E'\n', 'g'), '\n{3,}', E'\n\n', 'g'), E' \n'), 161)) stored;
