/* packet-print.h - the packet through the desktop's print dialog, by the drawing code of the PDF. */
#pragma once

#include "exports/pdf.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Runs the print dialog over `parent`. `packets` (array of PlumbPacket) is kept until the job is done. FALSE when printing failed;
 * cancelling is no failure. */
gboolean plumb_packet_print (GtkWindow *parent, GPtrArray *packets, PlumbPaper paper, const char *name, GError **error);

G_END_DECLS
