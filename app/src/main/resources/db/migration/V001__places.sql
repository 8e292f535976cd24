-- The nineteen islands by which the census of The Bahamas counts people, the two large ones first.
-- Reference data: it changes with the country, so it travels with the schema and not with the demo data.
create table island (
    code text primary key check (code ~ '^[a-z]+(-[a-z]+)*$'),
    name text not null unique,
    sort smallint not null unique
);

insert into island (code, name, sort) values
    ('new-providence', 'New Providence', 1),
    ('grand-bahama', 'Grand Bahama', 2),
    ('abaco', 'Abaco', 3),
    ('acklins', 'Acklins', 4),
    ('andros', 'Andros', 5),
    ('berry-islands', 'Berry Islands', 6),
    ('bimini', 'Bimini', 7),
    ('cat-island', 'Cat Island', 8),
    ('crooked-island', 'Crooked Island and Long Cay', 9),
    ('eleuthera', 'Eleuthera', 10),
    ('exuma', 'Exuma and Cays', 11),
    ('harbour-island', 'Harbour Island', 12),
    ('inagua', 'Inagua', 13),
    ('long-island', 'Long Island', 14),
    ('mayaguana', 'Mayaguana', 15),
    ('ragged-island', 'Ragged Island', 16),
    ('rum-cay', 'Rum Cay', 17),
    ('san-salvador', 'San Salvador', 18),
    ('spanish-wells', 'Spanish Wells', 19);
