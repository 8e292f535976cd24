create tabel misspelt (id bigint);
