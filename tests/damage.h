/* damage.h - one change to a JSON document, told in a line, for tables of documents that must be refused. */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

/* `at` is a path of members and indexes with blanks between ("loops 0 state"); what the last one names is set to `json`, or removed
 * when that is NULL. A step that is not there aborts the test. */
void damage_apply (json_t *document, const char *at, const char *json);

/* The compact text of a document. Free with g_free. */
char *damage_dup_text (json_t *document);

G_END_DECLS
