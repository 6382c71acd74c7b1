/* flag-popover.h - raises a red flag that the question's list does not have: one of the template's, or in the panelist's own words.
 *
 * Type to search the template's flags, or a label of one's own; then severity, quote, Enter. Not modal: Escape drops it; closed in any
 * other way it keeps its words, to be gone on with or kept as a flag. When it closes, the focus goes back to where it was. Signal
 * "raised" (const char *label).
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FLAG_POPOVER (plumb_flag_popover_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFlagPopover, plumb_flag_popover, PLUMB, FLAG_POPOVER, GtkPopover)

GtkWidget *plumb_flag_popover_new (PlumbCardEditor *editor);
void plumb_flag_popover_set_question (PlumbFlagPopover *popover, const char *question);
/* The page is left: words that were neither raised nor dropped are raised, so that nothing written is lost. */
void plumb_flag_popover_keep (PlumbFlagPopover *popover);

G_END_DECLS
