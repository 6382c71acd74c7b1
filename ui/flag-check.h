/* flag-check.h - one red flag of the question in hand: ready-made and not raised, or raised, then with its severity and its quote.
 *
 * Ticking raises it at once; the quote is saved as it is typed, and the note line that stands as its evidence is shown below. Taking the
 * tick away withdraws it, and ticking again brings back the same words. Signals:
 *   "raised" (const char *label)  ticked
 *   "said"   (const char *text)   withdrawn, another severity, evidence taken away: for the status line
 *   "tag"    (const char *flag)   the caret's note line shall be its evidence
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FLAG_CHECK (plumb_flag_check_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFlagCheck, plumb_flag_check, PLUMB, FLAG_CHECK, GtkBox)

/* `flag` is what ticking raises: its id is ignored until it is one of the card. */
GtkWidget *plumb_flag_check_new (PlumbCardEditor *editor, const PlumbFlag *flag);
/* Is `flag`, one of the card, this one? */
gboolean plumb_flag_check_is (PlumbFlagCheck *check, const PlumbFlag *flag);
/* Shows `flag`; NULL: it is not raised. */
void plumb_flag_check_show (PlumbFlagCheck *check, const PlumbFlag *flag);

G_END_DECLS
