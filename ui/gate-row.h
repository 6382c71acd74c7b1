/* gate-row.h - one gate of the decision policy: its state as an icon with a word for assistive technology, its title and its reason. */
#pragma once

#include "app/evaluation.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *plumb_gate_row_new (const PlumbGate *gate);

G_END_DECLS
