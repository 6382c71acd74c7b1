/* flag-row.h - one red flag of the register: severity, what, who on which question, the words that support it, who corroborates it,
 * and what became of it.
 *
 * Corroborating, upholding, clearing and merging ask for their reason in place and give it to the store as a command. What is being
 * typed stays when the loop changes meanwhile.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FLAG_ROW (plumb_flag_row_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFlagRow, plumb_flag_row, PLUMB, FLAG_ROW, GtkBox)

GtkWidget *plumb_flag_row_new (PlumbSession *session, const char *flag);

/* The snapshot holds the flag. */
void plumb_flag_row_update (PlumbFlagRow *row, PlumbSnapshot *snapshot);
const char *plumb_flag_row_get_flag (PlumbFlagRow *row);

G_END_DECLS
