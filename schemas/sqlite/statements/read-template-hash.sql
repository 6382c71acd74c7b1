SELECT sha256 FROM template WHERE key = :key AND version = :version
