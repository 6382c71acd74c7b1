/* rules.h - what is allowed, in one place: engines ask here before they apply a command.
 *
 * Pure. The engine fills the facts it has looked up for the command (point queries for card-level commands; the whole loop only
 * where `plumb_rules_need_loop` says so), and applies the command only when plumb_rules_check answers TRUE. What only the storage
 * knows stays with the engine: that the named person, template, loop and assignment exist and that new ids are new.
 */
#pragma once

#include "app/command.h"
#include "app/evaluation.h"
#include "app/feedback.h"

G_BEGIN_DECLS

typedef struct
{
  PlumbRole actor_role; /* of the actor; coordinators for the owner (actor NULL) */
  PlumbLoopState loop_state;
  const PlumbTemplate *template;
  /* The one the command names, or NULL; its card has at least state, times, recommendation. Of commands that name a flag only, the
   * assignment whose card carries the flag. */
  const PlumbAssignment *assignment;
  const PlumbFlag *flag;         /* the one the command names ("flag", or the "target" of evidence when it is an id), or NULL */
  const PlumbFeedback *feedback; /* the one that an acknowledgement or an erasure names, or NULL */
  const PlumbLoop *loop;         /* whole and unredacted, or NULL */
  const PlumbEvaluation *evaluation; /* of the whole loop, or NULL: DECIDE only */
} PlumbRuleFacts;

gboolean plumb_rules_need_loop (PlumbCommandKind kind);
gboolean plumb_rules_need_evaluation (PlumbCommandKind kind);

/* FALSE with FORBIDDEN, FROZEN, INVALID or NOT_FOUND and a message that says which rule and what to do instead. */
gboolean plumb_rules_check (const PlumbCommand *command, const PlumbRuleFacts *facts, GError **error);

/* Two rules that hold for a loop from elsewhere too. May `flag` be merged into `into`? Is `key` a point of the loop's agenda, and does
 * `title` (nullable) go with it? */
gboolean plumb_rules_check_merge_target (const PlumbLoop *loop, const PlumbFlag *flag, const PlumbFlag *into, GError **error);
gboolean plumb_rules_check_point_key (const PlumbLoop *loop, const char *key, const char *title, GError **error);

/* What still keeps a draft from being submitted, in words, one item a line; empty when it is complete. `flags` (nullable, of
 * PlumbFlag) may hold those of other cards too. */
GStrv plumb_rules_list_missing (const PlumbTemplate *template, const PlumbAssignment *assignment, GPtrArray *flags);

G_END_DECLS
