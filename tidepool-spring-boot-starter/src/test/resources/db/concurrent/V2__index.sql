create index concurrently entry_by_text on entry (text);
