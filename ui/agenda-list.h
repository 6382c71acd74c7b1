/* agenda-list.h - the points of the debrief in their order, with what the panel left each of them at.
 *
 * Signal "chosen" (const char *key): the user went to a point.
 */
#pragma once

#include "app/agenda.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_AGENDA_LIST (plumb_agenda_list_get_type ())
G_DECLARE_FINAL_TYPE (PlumbAgendaList, plumb_agenda_list, PLUMB, AGENDA_LIST, GtkBox)

GtkWidget *plumb_agenda_list_new (void);

/* `points` of PlumbAgendaItem; `drafts` (nullable) has the keys of those whose minutes are not recorded yet. */
void plumb_agenda_list_update (PlumbAgendaList *list, GPtrArray *points, GHashTable *drafts);
void plumb_agenda_list_set_current (PlumbAgendaList *list, const char *key); /* nullable */

G_END_DECLS
