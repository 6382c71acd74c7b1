/* loop-list.h - the list of loops with its search and filters. Keeps itself current.
 *
 * Signals: "selected" (const char *loop) when another loop is selected; "opened" (const char *loop) when one is activated by a click or
 * Enter, also the one that is selected already; "listed" (guint n) after each load.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_LOOP_LIST (plumb_loop_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbLoopList, plumb_loop_list, PLUMB, LOOP_LIST, GtkWidget)

void plumb_loop_list_set_session (PlumbLoopList *list, PlumbSession *session);
void plumb_loop_list_reload (PlumbLoopList *list);

/* Selects the loop, now or as soon as it is in the list; filters that hide it are cleared. */
void plumb_loop_list_select (PlumbLoopList *list, const char *loop);
/* Selects `preferred` (nullable) when it is there, else the first of the list. */
void plumb_loop_list_select_first (PlumbLoopList *list, const char *preferred);
const char *plumb_loop_list_get_selected (PlumbLoopList *list); /* nullable */

void plumb_loop_list_find (PlumbLoopList *list);

G_END_DECLS
