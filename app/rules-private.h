/* rules-private.h - between rules.c (who, when, on which card) and rules-arguments.c (with what). */
#pragma once

#include "app/error.h"
#include "app/rules.h"

G_BEGIN_DECLS

typedef gboolean (*PlumbArgumentCheck) (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);

/* The check of a kind's arguments. Rules.c has made sure by then that the facts the kind needs are there. */
PlumbArgumentCheck plumb_rules_get_argument_check (PlumbCommandKind kind);

/* rules-arguments.c: a text argument, at most `max` bytes; `what` names it in messages. */
gboolean plumb_rules_check_optional (const PlumbCommand *command, const char *name, gsize max, const char *what, GError **error);
gboolean plumb_rules_check_filled (const PlumbCommand *command, const char *name, gsize max, const char *what, GError **error);
gboolean plumb_rules_check_id (const PlumbCommand *command, const char *name, const char *what, GError **error);
gboolean plumb_rules_check_reason (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);

/* rules-debrief.c */
gboolean plumb_rules_check_resolution (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_corroboration (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_withdrawal (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_merge (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_unmerge (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_debrief (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_point (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_vote (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_verdict (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_decision (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_feedback (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);
gboolean plumb_rules_check_acknowledgement (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);

/* Sets an error and answers FALSE. */
gboolean plumb_rules_refuse (GError **error, PlumbError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
