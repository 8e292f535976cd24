create sequence entry_seq increment by 50;
create table entry (id bigint primary key, version bigint not null, text text not null unique);
