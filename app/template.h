/* template.h - a loop template version: competencies with weights, scale, stages with scripts, decision policy.
 *
 * Immutable and reference-counted (atomic). A version in use is whole: it carries the text of its questions, so that a loop stays
 * on what it was opened with. Its JSON form is schemas/json/loop-template.schema.json plus "questions": [question ...]; its
 * identity is (key, version) and its hash the SHA-256 of that document in canonical form (plumb_json_dup_canonical). As with
 * questions, that schema holds the shipped loops to more than is checked here.
 */
#pragma once

#include "app/question.h"

G_BEGIN_DECLS

typedef struct
{
  char *key;
  char *name;
  char *short_name;
  int weight; /* >= 1; only the proportions matter */
  char *about;
} PlumbCompetency;

typedef struct
{
  PlumbQuestion *question; /* owned */
  int weight;              /* v of the scoring formulas, >= 1 */
  int minutes;
} PlumbScriptItem;

typedef struct
{
  char *key;
  char *title;
  int minutes;
} PlumbGroup;

typedef struct
{
  char *key;
  char *title;
  char *short_title;
  char *format;
  int minutes;
  int weight;     /* u of the scoring formulas, >= 1 */
  char *group;    /* key, or NULL */
  PlumbSeat seat; /* the seat it is usually given to */
  char *about;
  GPtrArray *script; /* of PlumbScriptItem */
} PlumbStage;

/* Thresholds are exact hundredths: 3.00 is 300, 80 % is 8000. Equal meets. */
typedef struct
{
  int bar;         /* composite, hundredths of a scale point */
  int coverage;    /* hundredths of a percent */
  int floor;       /* hundredths of a scale point */
  int floor_share; /* hundredths of a percent of all weight: the floor holds from this share on */
  PlumbVisibility visibility;
  gboolean override;      /* a hire against the outcome may be recorded, with a reason */
  gboolean override_veto; /* so may one over the bar raiser's veto; never without `override` */
} PlumbPolicy;

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  /*< public, immutable >*/
  char *key;
  int version;
  char *sha256; /* 64 hex digits */
  char *title;
  char *role;
  char *summary;
  char *weights_note;
  GStrv sources;
  int points;              /* K */
  GStrv labels;            /* K of them */
  GPtrArray *competencies; /* of PlumbCompetency */
  GPtrArray *groups;       /* of PlumbGroup */
  GPtrArray *stages;       /* of PlumbStage */
  GPtrArray *flags;        /* of PlumbFlagChoice, offered on every question */
  PlumbPolicy policy;
  json_t *document; /* the canonical document itself */
} PlumbTemplate;

/* `document` (borrowed, copied) must carry its questions. Checked completely: unknown references, weights, duplicates, bounds, questions
 * that no script asks. `path` is its JSON path, for messages. */
PlumbTemplate *plumb_template_new_from_json (json_t *document, const char *path, GError **error);

PlumbTemplate *plumb_template_ref (PlumbTemplate *template);
void plumb_template_unref (PlumbTemplate *template);

const PlumbStage *plumb_template_get_stage (const PlumbTemplate *template, const char *key, guint *position);
const PlumbCompetency *plumb_template_get_competency (const PlumbTemplate *template, const char *key, guint *position);
const PlumbScriptItem *plumb_stage_get_item (const PlumbStage *stage, const char *question_id, guint *position);
int plumb_template_get_weight_sum (const PlumbTemplate *template);
const char *plumb_template_get_group_title (const PlumbTemplate *template, const PlumbStage *stage); /* nullable */

/* "Meets" for 3 of 4. */
const char *plumb_template_get_point_label (const PlumbTemplate *template, int point);

/* Labels for a new template's scale of 4, 5 or 7 points; NULL otherwise. */
const char *const *plumb_scale_get_preset (int points);

/* What the policy says to a hire against the outcome and over a veto. */
const char *plumb_policy_get_override_sentence (const PlumbPolicy *policy);

/* Canonical bytes of a JSON value: keys sorted by code point, no white space, UTF-8 unescaped, numbers with a fraction in at most 15
 * significant digits. The one form that is hashed. Free with g_free. */
char *plumb_json_dup_canonical (json_t *value);

/* What ships with the program: read from the program's own resources once, whole and immutable. Any thread may call. */
GPtrArray *plumb_library_list_questions (void); /* (transfer none) of PlumbQuestion, ordered by id */
GPtrArray *plumb_library_list_templates (void); /* (transfer none) of PlumbTemplate; the default one first */

/* The digest of the files that both are read from, 64 hex digits: cheap, nothing is parsed. */
char *plumb_library_dup_stamp (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbTemplate, plumb_template_unref)

G_END_DECLS
