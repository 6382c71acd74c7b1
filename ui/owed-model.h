/* owed-model.h - the cards that are owed, as the user is concerned with them: what the reminders and the notifications are made of.
 *
 * It loads by itself, in the workspace's thread, and again whenever the list of loops changes or the user becomes somebody else.
 * "changed" (void) follows each load, and each half minute, since with the time alone a card falls due. What is due is told by the wall
 * clock, looked at anew each time: a clock that jumps, or a computer that slept, is caught up with at the next look.
 */
#pragma once

#include "app/reminders.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_OWED_MODEL (plumb_owed_model_get_type ())
G_DECLARE_FINAL_TYPE (PlumbOwedModel, plumb_owed_model, PLUMB, OWED_MODEL, GObject)

PlumbOwedModel *plumb_owed_model_new (PlumbSession *session); /* whose workspace is open */

PlumbSession *plumb_owed_model_get_session (PlumbOwedModel *model);
GPtrArray *plumb_owed_model_get_cards (PlumbOwedModel *model); /* of PlumbOwedCard, borrowed; NULL until loaded */
gint64 plumb_owed_model_get_grace (PlumbOwedModel *model);     /* microseconds, from the settings */
guint plumb_owed_model_count_overdue (PlumbOwedModel *model);

void plumb_owed_model_reload (PlumbOwedModel *model);

G_END_DECLS
