/* place.h - a JSON value together with where it stands, for reading documents that may be hostile.
 *
 * Places live on the stack of the reader and point at the place they were reached from, so a path ("$.loops[0].cards[2]") costs nothing
 * until a message needs it. All places of one document share one slot for the first problem found: after it, every read answers a
 * harmless value ("", 0, FALSE, an empty list), so that a reader reads on without asking each time, asks plumb_place_failed where it
 * matters, and gives the problem up once at its end. Values built meanwhile are whole enough to be freed.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define PLUMB_KEY_MAX 40 /* keys of competencies, stages, questions, signals: lower-case letters, digits, single hyphens */

typedef struct _PlumbPlace PlumbPlace;

struct _PlumbPlace
{
  const PlumbPlace *parent; /* NULL: the root */
  const char *name;         /* of the member; of the root its path; NULL for an element of an array */
  gsize index;
  json_t *value; /* borrowed; NULL when there is no such member */
  GError **problem;
};

/* `problem` points at a GError * that is NULL and outlives the place. */
PlumbPlace plumb_place_root (const char *path, json_t *value, GError **problem);
PlumbPlace plumb_place_member (const PlumbPlace *object, const char *name);
PlumbPlace plumb_place_element (const PlumbPlace *array, gsize index);

/* Notes the first problem: INVALID, "PATH: message". */
void plumb_place_fail (const PlumbPlace *place, const char *format, ...) G_GNUC_PRINTF (2, 3);
void plumb_place_fail_member (const PlumbPlace *object, const char *name, const char *format, ...) G_GNUC_PRINTF (3, 4);
gboolean plumb_place_failed (const PlumbPlace *place);

/* An object with exactly these members (NULL-terminated; a name after '?' may be absent). FALSE once anything has failed. */
gboolean plumb_place_expect_object (const PlumbPlace *place, const char *const *names);
/* The number of elements of an array of min to max; 0 when it is none. */
gsize plumb_place_expect_array (const PlumbPlace *place, gsize min, gsize max);

/* Members of an object. Texts pass plumb_text_check; `_filled` must hold more than white space; `_or_null` takes null for NULL. */
char *plumb_place_dup_text (const PlumbPlace *object, const char *name, gsize max);
char *plumb_place_dup_filled (const PlumbPlace *object, const char *name, gsize max);
char *plumb_place_dup_text_or_null (const PlumbPlace *object, const char *name, gsize max);
char *plumb_place_dup_filled_or_null (const PlumbPlace *object, const char *name, gsize max);
char *plumb_place_dup_key (const PlumbPlace *object, const char *name);
char *plumb_place_dup_key_or_null (const PlumbPlace *object, const char *name);
char *plumb_place_dup_id (const PlumbPlace *object, const char *name);
char *plumb_place_dup_id_or_null (const PlumbPlace *object, const char *name);
const char *plumb_place_get_string (const PlumbPlace *object, const char *name); /* borrowed, unchecked */
gint64 plumb_place_get_integer (const PlumbPlace *object, const char *name, gint64 min, gint64 max);
gboolean plumb_place_get_boolean (const PlumbPlace *object, const char *name);
/* A number with at most two decimals, exactly, in hundredths; min and max are hundredths too. */
int plumb_place_get_hundredths (const PlumbPlace *object, const char *name, int min, int max);
/* A list of filled texts, none twice when `unique`. */
GStrv plumb_place_dup_texts (const PlumbPlace *object, const char *name, gsize min, gsize max, gsize max_bytes, gboolean unique);

/* Notes a problem when `key` is in `seen` already (a set of borrowed strings), adds it otherwise. */
void plumb_place_expect_new (const PlumbPlace *object, const char *name, GHashTable *seen, const char *key);

/* Reads an enumeration of words.h: from_nick is its plumb_X_from_nick, value a pointer to it. */
#define plumb_place_read_word(object, name, from_nick, value)                                                                    \
  G_STMT_START                                                                                                                   \
  {                                                                                                                              \
    if (!from_nick (plumb_place_get_string (object, name), value))                                                               \
      plumb_place_fail_word (object, name);                                                                                      \
  }                                                                                                                              \
  G_STMT_END
void plumb_place_fail_word (const PlumbPlace *object, const char *name);

G_END_DECLS
