/* wording.h - the wording check: marks in a note, summary or hand-over what may harm a fair decision, and never blocks anything.
 *
 * It finds words that hint at a protected trait, vague praise or blame, and hearsay. What it looks for is data, one file per language:
 * schemas/wording/LANGUAGE.json after schemas/json/wording.schema.json, which also explains how its patterns are written. Each entry
 * carries sentences that must and must not be marked; the tests walk them. Nothing leaves the program, and nothing is stored.
 *
 * A PlumbWording is immutable, reference-counted (atomic) and may be used by several threads at once. A check is linear in the text.
 */
#pragma once

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_WORDING_AGE,      /* "age" */
  PLUMB_WORDING_FAMILY,   /* "family": children, marriage, care, pregnancy */
  PLUMB_WORDING_ORIGIN,   /* "origin": nationality, ethnicity, first language, class */
  PLUMB_WORDING_HEALTH,   /* "health": illness, disability, neurodiversity, addiction */
  PLUMB_WORDING_RELIGION, /* "religion": and politics, unions, belief */
  PLUMB_WORDING_GENDER,   /* "gender": and orientation; words that are used of one gender only */
  PLUMB_WORDING_LOOKS,    /* "looks": body, clothes, voice */
  PLUMB_WORDING_VAGUE,    /* "vague": praise or blame that says nothing one could check */
  PLUMB_WORDING_HEARSAY   /* "hearsay": and guesswork; not seen or heard in the interview */
} PlumbWordingKind;

#define PLUMB_N_WORDING_KINDS (PLUMB_WORDING_HEARSAY + 1)

typedef struct _PlumbWording PlumbWording;

/* One place of a text. Its strings live as long as the remark. */
typedef struct
{
  PlumbWordingKind kind;
  const char *key; /* of the entry: "culture-fit" */
  gsize start;     /* bytes, on character boundaries; end is behind the last */
  gsize end;
  gsize start_character; /* the same in characters, for a GtkTextBuffer */
  gsize end_character;
  char *word;              /* the text from start to end, as written */
  const char *explanation; /* why it may harm: one sentence */
  const char *proposal;    /* what to write instead: one sentence */
  /*< private >*/
  PlumbWording *wording;
} PlumbRemark;

/* The list for a language ("en", "de_AT.UTF-8"; NULL is English): the nearest there is, English when there is none. Transfer full; each
 * list is read once and kept. */
PlumbWording *plumb_wording_new (const char *language);

/* A list of one's own; `path` stands in messages. */
PlumbWording *plumb_wording_new_from_json (json_t *document, const char *path, GError **error);

PlumbWording *plumb_wording_ref (PlumbWording *self);
void plumb_wording_unref (PlumbWording *self);

/* The language the list is in: "en". */
const char *plumb_wording_get_language (PlumbWording *self);

/* The remarks on `text` (transfer full, of PlumbRemark): in order, none overlapping another. Empty for a text without. Text that is not
 * UTF-8 is checked as far as it is. */
GPtrArray *plumb_wording_check (PlumbWording *self, const char *text);

void plumb_remark_free (PlumbRemark *remark);

const char *plumb_wording_kind_to_nick (PlumbWordingKind kind);
const char *plumb_wording_kind_to_label (PlumbWordingKind kind); /* "Hints at age", "Vague", "Hearsay" */
gboolean plumb_wording_kind_from_nick (const char *nick, PlumbWordingKind *kind);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbWording, plumb_wording_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbRemark, plumb_remark_free)

G_END_DECLS
