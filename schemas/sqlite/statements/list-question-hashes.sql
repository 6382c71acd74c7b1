SELECT id, version, sha256 FROM question
