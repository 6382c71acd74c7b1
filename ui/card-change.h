/* card-change.h - one thing said on a card: what the editor shows at once, sends as a command, and keeps when the disk refuses.
 *
 * Reference-counted and immutable once it is on its way to the store; until then a later change of the same place is merged into it.
 */
#pragma once

#include "app/command.h"

G_BEGIN_DECLS

typedef struct
{
  /*< private >*/
  gatomicrefcount refs;
  /*< public >*/
  PlumbCommandKind kind;
  PlumbInstant at; /* when it was said */
  char *question;  /* nullable */
  char *key;       /* signal, or evidence's target; nullable */
  char *text;      /* notes, rationale, quote, summary; nullable */
  char *reason;    /* for no decision; nullable */
  char *handover;  /* nullable */
  char *word;      /* nick of the answer's state or of the recommendation; nullable */
  gint64 number;   /* score, seconds; 0 and 1 for observed and running */
  gint64 taken;    /* seconds taken off the clock */
  PlumbFlag *flag; /* nullable; of a withdrawn flag only the id counts */
} PlumbCardChange;

/* `question` and `key` nullable; the rest is set by the caller. */
PlumbCardChange *plumb_card_change_new (PlumbCommandKind kind, const char *question, const char *key);
PlumbCardChange *plumb_card_change_ref (PlumbCardChange *change);
void plumb_card_change_unref (PlumbCardChange *change);
PlumbCardChange *plumb_card_change_copy (const PlumbCardChange *change, const char *assignment);
PlumbFlag *plumb_flag_copy (const PlumbFlag *flag);

PlumbCommand *plumb_card_change_to_command (const PlumbCardChange *change, const char *actor, const char *loop,
                                            const char *assignment);

/* Appends `change` (transfer full) to `queue`, an array of changes in their order; takes the place of one that it makes void. */
void plumb_card_change_push (GPtrArray *queue, PlumbCardChange *change);
GPtrArray *plumb_card_change_queue_new (void);

/* For the recovery file. NULL when `object` is none. */
json_t *plumb_card_change_to_json (const PlumbCardChange *change);
PlumbCardChange *plumb_card_change_new_from_json (json_t *object, const char *assignment);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PlumbCardChange, plumb_card_change_unref)

G_END_DECLS
