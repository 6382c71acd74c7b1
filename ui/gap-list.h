/* gap-list.h - the gaps of a loop as lines with a warning sign, and the remarks of its plan as lines with an information sign. */
#pragma once

#include "app/gaps.h"
#include "app/plan.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Fills `box` with a line per gap under a heading; hides it when there is none. */
void plumb_gap_list_show (GtkWidget *box, const PlumbLoop *loop);
/* The same for the plan's remarks, without a heading. */
void plumb_remark_list_show (GtkWidget *box, const PlumbPlan *plan);

G_END_DECLS
