/* card-saver.h - brings the changes of one card to the workspace's disk, and tells when they are there.
 *
 * The half of the card editor that knows nothing of what the changes mean. One batch is on its way at a time, all or nothing; what comes
 * meanwhile waits. A failure that may pass is tried again at growing intervals; a change that the rules refuse is set aside, so that
 * it holds up no other. Whatever is not on the disk a second after it was said is in the recovery file. Signals:
 *   "saved" (void)  the state of saving changed
 */
#pragma once

#include "ui/card-change.h"
#include "ui/session.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_CARD_SAVER (plumb_card_saver_get_type ())
G_DECLARE_FINAL_TYPE (PlumbCardSaver, plumb_card_saver, PLUMB, CARD_SAVER, GObject)

PlumbCardSaver *plumb_card_saver_new (PlumbSession *session, const char *loop, const char *assignment);

/* (transfer full) change. `typed`: may wait half a second for more. */
void plumb_card_saver_push (PlumbCardSaver *saver, PlumbCardChange *change, gboolean typed);
void plumb_card_saver_save (PlumbCardSaver *saver); /* now, refused ones too */

/* Calls `func` for each change that is not known to be on the disk, in their order. */
void plumb_card_saver_foreach (PlumbCardSaver *saver, GFunc func, gpointer data);
gboolean plumb_card_saver_is_clean (PlumbCardSaver *saver);
gboolean plumb_card_saver_holds (PlumbCardSaver *saver, PlumbCommandKind kind, const char *question);
const char *plumb_card_saver_get_problem (PlumbCardSaver *saver);
PlumbInstant plumb_card_saver_get_saved_at (PlumbCardSaver *saver);

/* What the recovery file held when the saver was made; nullable. Dropping it removes the file. */
GPtrArray *plumb_card_saver_get_found (PlumbCardSaver *saver);
PlumbInstant plumb_card_saver_get_found_at (PlumbCardSaver *saver);
void plumb_card_saver_drop_found (PlumbCardSaver *saver);

G_END_DECLS
