-- A disk of this machine: what was committed survives a power cut.
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
