/* script-list.h - the questions of the stage, with what was recorded for each.
 *
 * Signal "chosen" (guint index): the user wants that question.
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_SCRIPT_LIST (plumb_script_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbScriptList, plumb_script_list, PLUMB, SCRIPT_LIST, GtkWidget)

/* `roomy`: titles may take two lines, where the list has a column of its own. */
GtkWidget *plumb_script_list_new (PlumbCardEditor *editor, gboolean roomy);
void plumb_script_list_set_current (PlumbScriptList *list, guint index);

G_END_DECLS
