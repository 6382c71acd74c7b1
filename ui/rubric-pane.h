/* rubric-pane.h - what to listen for on the question in hand: strong signals and red flags, each with
 * the note line that stands as its evidence. Signals:
 *   "raised" (const char *label)   a red flag was raised, here or in the popover
 *   "said"   (const char *text)    something else changed here: for the status line and so for assistive technology
 *   "tag"    (const char *target)  the caret's note line shall be the evidence of a signal or flag
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_RUBRIC_PANE (plumb_rubric_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbRubricPane, plumb_rubric_pane, PLUMB, RUBRIC_PANE, GtkBox)

GtkWidget *plumb_rubric_pane_new (PlumbCardEditor *editor);
void plumb_rubric_pane_set_question (PlumbRubricPane *pane, const char *question);
void plumb_rubric_pane_set_columns (PlumbRubricPane *pane, int columns);
/* Ticks the signal or takes the tick away, as by pointer; 1 is the first. */
void plumb_rubric_pane_toggle_signal (PlumbRubricPane *pane, guint number);
/* Opens the popover that raises a flag. */
void plumb_rubric_pane_add_flag (PlumbRubricPane *pane);
GtkWidget *plumb_rubric_pane_get_popover (PlumbRubricPane *pane); /* a PlumbFlagPopover */

G_END_DECLS
