/* handover-button.h - what earlier panelists left for later ones, behind a button in the header of the interview. Follows the loop: a note
 * that arrives shows at once, and stays marked as new until it was looked at. Hidden while there is none. Ctrl+Shift+H opens it.
 */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_HANDOVER_BUTTON (plumb_handover_button_get_type ())
G_DECLARE_FINAL_TYPE (PlumbHandoverButton, plumb_handover_button, PLUMB, HANDOVER_BUTTON, GtkWidget)

/* `assignment`: whose interview it is; one's own note is not for oneself. Once. */
void plumb_handover_button_set_model (PlumbHandoverButton *button, PlumbLoopModel *model, const char *assignment);
/* Behind the privacy curtain nothing of it shows. */
void plumb_handover_button_set_covered (PlumbHandoverButton *button, gboolean covered);

G_END_DECLS
