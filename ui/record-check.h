/* record-check.h - checks the record by itself and against packets that were handed out, and says what that proves.
 *
 * The check reads through a connection of its own in a thread of its own, so that nobody's typing waits for it.
 */
#pragma once

#include "ui/session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_RECORD_CHECK (plumb_record_check_get_type ())
G_DECLARE_FINAL_TYPE (PlumbRecordCheck, plumb_record_check, PLUMB, RECORD_CHECK, GtkWidget)

GtkWidget *plumb_record_check_new (PlumbSession *session);

G_END_DECLS
