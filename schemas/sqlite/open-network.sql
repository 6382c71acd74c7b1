-- A file system on which shared memory can't be relied on.
PRAGMA journal_mode = DELETE;
PRAGMA synchronous = EXTRA;
