/* question.h - a question of the library: a prompt with all a panelist needs beside it.
 *
 * Immutable and reference-counted (atomic). The JSON form is schemas/json/question.schema.json; that schema holds the shipped library
 * to more (lengths, number of signals, known competencies) than the program needs of a question that somebody wrote or imported.
 */
#pragma once

#include "app/place.h"
#include "app/words.h"

#include <glib.h>
#include <jansson.h>

G_BEGIN_DECLS

#define PLUMB_POINTS_MAX 9 /* of a rating scale, and anchors of a question */

typedef struct
{
  char *key;
  char *text;
  int weight; /* >= 1 */
} PlumbSignal;

/* A ready-made red flag: of a question or of a template. */
typedef struct
{
  char *key;
  char *text;
  PlumbSeverity severity;
} PlumbFlagChoice;

typedef struct
{
  char *key;   /* "why" and "10x" are always there */
  char *label; /* on the button */
  char *text;  /* the follow-up, word for word */
} PlumbProbe;

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  /*< public, immutable >*/
  char *id;
  char *title;
  char *prompt;
  char *asks;
  GStrv framework;
  GPtrArray *signals; /* of PlumbSignal */
  GPtrArray *flags;   /* of PlumbFlagChoice */
  GPtrArray *probes;  /* of PlumbProbe */
  GStrv anchors;      /* for the points 1 .. n, n usually 4 */
  char *kind;         /* "technical", "design", "coding", "practical", "situational", "behavioural" */
  char *competency;   /* key */
  char *level;        /* "beginner", "intermediate", "advanced" */
  int minutes;
  GStrv sources; /* "S1" .. "S5" */
  GStrv topics;
} PlumbQuestion;

/* Full; `path` is the JSON path of `document`, for messages. The document is checked completely. */
PlumbQuestion *plumb_question_new_from_json (json_t *document, const char *path, GError **error);
json_t *plumb_question_to_json (const PlumbQuestion *question); /* transfer full */

/* The same for a reader that stands in a larger document: NULL once its problem is noted. And ready-made flags alone. */
PlumbQuestion *plumb_question_read (const PlumbPlace *place);
GPtrArray *plumb_flag_choices_read (const PlumbPlace *object, const char *name);

PlumbQuestion *plumb_question_ref (PlumbQuestion *question);
void plumb_question_unref (PlumbQuestion *question);

const PlumbSignal *plumb_question_get_signal (const PlumbQuestion *question, const char *key); /* nullable */
const PlumbProbe *plumb_question_get_probe (const PlumbQuestion *question, const char *key);   /* nullable */

/* The anchor for point `point` of a scale of `points`; where the question has another number of anchors, only the ends and exact
 * proportional positions have one. Nullable. */
const char *plumb_question_get_anchor (const PlumbQuestion *question, int point, int points);

/* The topics, kinds and levels there are, in the order they are listed. NULL-terminated static arrays. */
extern const char *const plumb_question_kinds[];
extern const char *const plumb_question_levels[];
extern const char *const plumb_question_topics[];

/* A filter of the library. NULL or empty fields match all; `text` is searched for in every text of the question. */
typedef struct
{
  const char *source;
  const char *competency;
  const char *kind;
  const char *level;
  const char *topic;
  const char *text;
} PlumbQuestionFilter;

gboolean plumb_question_matches (const PlumbQuestion *question, const PlumbQuestionFilter *filter);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbQuestion, plumb_question_unref)

G_END_DECLS
