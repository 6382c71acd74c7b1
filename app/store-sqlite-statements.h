/* store-sqlite-statements.h - the names of the SQL statements: one file each under schemas/sqlite/statements/. */
#pragma once

#define PLUMB_SQL_STATEMENTS(X)                                                                                                  \
  X (ADD_SECONDS, "add-seconds")                                                                                                 \
  X (AMEND_CARD_RECOMMENDATION, "amend-card-recommendation")                                                                     \
  X (AMEND_CARD_SUMMARY, "amend-card-summary")                                                                                   \
  X (BEGIN_READ, "begin-read")                                                                                                   \
  X (BEGIN_WRITE, "begin-write")                                                                                                 \
  X (CHECK_FOREIGN_KEYS, "check-foreign-keys")                                                                                   \
  X (CHECK_INTEGRITY, "check-integrity")                                                                                         \
  X (COMMIT, "commit")                                                                                                           \
  X (COUNT_SCHEMA_OBJECTS, "count-schema-objects")                                                                               \
  X (EDIT_FLAG, "edit-flag")                                                                                                     \
  X (FIND_LOOP_IDS, "find-loop-ids")                                                                                             \
  X (FIND_PERSON_IDS, "find-person-ids")                                                                                         \
  X (INSERT_AMENDMENT, "insert-amendment")                                                                                       \
  X (INSERT_ANSWER, "insert-answer")                                                                                             \
  X (INSERT_ASSIGNMENT, "insert-assignment")                                                                                     \
  X (INSERT_CANDIDATE, "insert-candidate")                                                                                       \
  X (INSERT_CARD, "insert-card")                                                                                                 \
  X (INSERT_DECISION, "insert-decision")                                                                                         \
  X (INSERT_EVENT, "insert-event")                                                                                               \
  X (INSERT_EVIDENCE, "insert-evidence")                                                                                         \
  X (INSERT_FLAG, "insert-flag")                                                                                                 \
  X (INSERT_LOOP, "insert-loop")                                                                                                 \
  X (INSERT_MENTION, "insert-mention")                                                                                           \
  X (INSERT_NOTE, "insert-note")                                                                                                 \
  X (INSERT_PERSON, "insert-person")                                                                                             \
  X (INSERT_QUESTION, "insert-question")                                                                                         \
  X (INSERT_SEAL, "insert-seal")                                                                                                 \
  X (INSERT_TEMPLATE, "insert-template")                                                                                         \
  X (INSERT_VERDICT, "insert-verdict")                                                                                           \
  X (INSERT_VOTE, "insert-vote")                                                                                                 \
  X (LIST_CANDIDATES, "list-candidates")                                                                                         \
  X (LIST_AMENDMENTS, "list-amendments")                                                                                         \
  X (LIST_ANSWERS, "list-answers")                                                                                               \
  X (LIST_ASSIGNMENTS, "list-assignments")                                                                                       \
  X (LIST_DECISIONS, "list-decisions")                                                                                           \
  X (LIST_EVENTS, "list-events")                                                                                                 \
  X (LIST_EVENTS_BEFORE, "list-events-before")                                                                                   \
  X (LIST_EVIDENCE, "list-evidence")                                                                                             \
  X (LIST_FLAGS, "list-flags")                                                                                                   \
  X (LIST_LOOP_EVENTS, "list-loop-events")                                                                                       \
  X (LIST_LOOP_EVENTS_BEFORE, "list-loop-events-before")                                                                         \
  X (LIST_LOOP_PEOPLE, "list-loop-people")                                                                                       \
  X (LIST_LOOPS, "list-loops")                                                                                                   \
  X (LIST_NEWS, "list-news")                                                                                                     \
  X (LIST_NOTES, "list-notes")                                                                                                   \
  X (LIST_PEOPLE, "list-people")                                                                                                 \
  X (LIST_QUESTION_HASHES, "list-question-hashes")                                                                               \
  X (LIST_QUESTIONS, "list-questions")                                                                                           \
  X (LIST_ROLL_UP_ORPHANS, "list-roll-up-orphans")                                                                               \
  X (LIST_ROLL_UPS, "list-roll-ups")                                                                                             \
  X (LIST_SCHEMA, "list-schema")                                                                                                 \
  X (LIST_SEALS, "list-seals")                                                                                                   \
  X (LIST_TEMPLATES, "list-templates")                                                                                           \
  X (LIST_VERDICTS, "list-verdicts")                                                                                             \
  X (LIST_VOTES, "list-votes")                                                                                                   \
  X (READ_ANSWER, "read-answer")                                                                                                 \
  X (READ_APPLICATION_ID, "read-application-id")                                                                                 \
  X (READ_CANDIDATE, "read-candidate")                                                                                           \
  X (READ_FACTS, "read-facts")                                                                                                   \
  X (READ_FLAG, "read-flag")                                                                                                     \
  X (READ_HEAD, "read-head")                                                                                                     \
  X (READ_JOURNAL_MODE, "read-journal-mode")                                                                                     \
  X (READ_LIBRARY_STAMP, "read-library-stamp")                                                                                   \
  X (READ_LOOP, "read-loop")                                                                                                     \
  X (READ_PERSON, "read-person")                                                                                                 \
  X (READ_ROLL_UP, "read-roll-up")                                                                                               \
  X (READ_TEMPLATE_DOCUMENT, "read-template-document")                                                                           \
  X (READ_TEMPLATE_HASH, "read-template-hash")                                                                                   \
  X (READ_TEMPLATE_VERSION, "read-template-version")                                                                             \
  X (READ_USER_VERSION, "read-user-version")                                                                                     \
  X (REMOVE_EVIDENCE, "remove-evidence")                                                                                         \
  X (REMOVE_FLAG, "remove-flag")                                                                                                 \
  X (REMOVE_FLAG_EVIDENCE, "remove-flag-evidence")                                                                               \
  X (RESOLVE_FLAG, "resolve-flag")                                                                                               \
  X (ROLLBACK, "rollback")                                                                                                       \
  X (SCAN_AMENDMENT, "scan-amendment")                                                                                           \
  X (SCAN_ANSWER, "scan-answer")                                                                                                 \
  X (SCAN_ASSIGNMENT, "scan-assignment")                                                                                         \
  X (SCAN_CANDIDATE, "scan-candidate")                                                                                           \
  X (SCAN_CARD, "scan-card")                                                                                                     \
  X (SCAN_DECISION, "scan-decision")                                                                                             \
  X (SCAN_EVENT, "scan-event")                                                                                                   \
  X (SCAN_EVIDENCE, "scan-evidence")                                                                                             \
  X (SCAN_FLAG, "scan-flag")                                                                                                     \
  X (SCAN_LOOP, "scan-loop")                                                                                                     \
  X (SCAN_MENTION, "scan-mention")                                                                                               \
  X (SCAN_NOTE, "scan-note")                                                                                                     \
  X (SCAN_PERSON, "scan-person")                                                                                                 \
  X (SCAN_QUESTION, "scan-question")                                                                                             \
  X (SCAN_SEAL, "scan-seal")                                                                                                     \
  X (SCAN_TEMPLATE, "scan-template")                                                                                             \
  X (SCAN_VERDICT, "scan-verdict")                                                                                               \
  X (SCAN_VOTE, "scan-vote")                                                                                                     \
  X (SET_ASSIGNMENT_PERSON, "set-assignment-person")                                                                             \
  X (SET_ASSIGNMENT_SCHEDULE, "set-assignment-schedule")                                                                         \
  X (SET_ASSIGNMENT_SKIP, "set-assignment-skip")                                                                                 \
  X (SET_CARD_NOT_BLIND, "set-card-not-blind")                                                                                   \
  X (SET_CARD_SUMMARY, "set-card-summary")                                                                                       \
  X (SET_CARD_TIMES, "set-card-times")                                                                                           \
  X (SET_EVIDENCE, "set-evidence")                                                                                               \
  X (SET_LOOP_STATE, "set-loop-state")                                                                                           \
  X (SET_NOTES, "set-notes")                                                                                                     \
  X (SET_RATIONALE, "set-rationale")                                                                                             \
  X (SET_SIGNALS, "set-signals")                                                                                                 \
  X (SUPERSEDE_DECISION, "supersede-decision")                                                                                   \
  X (UPDATE_ANSWER, "update-answer")                                                                                             \
  X (VACUUM_INTO, "vacuum-into")                                                                                                 \
  X (WRITE_LIBRARY_STAMP, "write-library-stamp")                                                                                 \
  X (WRITE_ROLL_UP, "write-roll-up")

typedef enum
{
#define X(NAME, file) PLUMB_SQL_##NAME,
  PLUMB_SQL_STATEMENTS (X)
#undef X
      PLUMB_N_SQL
} PlumbSql;
