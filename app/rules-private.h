/* rules-private.h - between rules.c (who, when, on which card) and rules-arguments.c (with what). */
#pragma once

#include "app/error.h"
#include "app/rules.h"

G_BEGIN_DECLS

typedef gboolean (*PlumbArgumentCheck) (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);

/* The check of a kind's arguments. Rules.c has made sure by then that the facts the kind needs are there. */
PlumbArgumentCheck plumb_rules_get_argument_check (PlumbCommandKind kind);

/* Sets an error and answers FALSE. */
gboolean plumb_rules_refuse (GError **error, PlumbError code, const char *format, ...) G_GNUC_PRINTF (3, 4);

G_END_DECLS
