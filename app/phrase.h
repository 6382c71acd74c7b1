/* phrase.h - pieces of the sentences that the evaluation speaks in. Internal to the evaluation. All answers are free with g_free. */
#pragma once

#include "app/evaluation.h"

G_BEGIN_DECLS

/* "no", "one" .. "twelve", then digits. */
char *plumb_phrase_dup_number (guint n);
char *plumb_phrase_dup_capital (const char *text); /* first letter raised */

/* "a", "a or b", "a, b or c"; beyond `max` names "a, b and 3 more". NULL-terminated. */
char *plumb_phrase_dup_list (char **names, const char *conjunction, guint max);

/* A name fit to stand inside a sentence: one line, isolated when written from right to left. */
char *plumb_phrase_dup_name (const char *name);
char *plumb_phrase_dup_panelist (const PlumbLoop *loop, const PlumbAssignment *assignment);

/* At most 120 characters of the first line, in quotation marks, without its full stop: the sentence around it has one. */
char *plumb_phrase_dup_quote (const char *text);

/* The figure as it is compared with a threshold: with as many decimals as it takes to tell them apart, so that no sentence says that
 * 3.00 is below 3.00. */
char *plumb_phrase_dup_against (const PlumbFigure *figure, const PlumbFigure *threshold);

G_END_DECLS
