/* compare-table.h - what the comparison page shows of a comparison: ranges on one scale, who stands apart, and the table. */
#pragma once

#include "app/comparison.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A card with a bar each for those who may be ranked, and below it those who may not, with the reason. */
GtkWidget *plumb_compare_ranges_new (const PlumbComparison *comparison, gboolean narrow);
/* A column a candidate: figures, flags, votes, decision, and each competency on its score colour. */
GtkWidget *plumb_compare_table_new (const PlumbComparison *comparison);

G_END_DECLS
