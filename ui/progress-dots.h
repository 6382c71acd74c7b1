/* progress-dots.h - a dot per assignment: submitted is full, a draft half full, waiting hollow, skipped a dash; and the same in words.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_PROGRESS_DOTS (plumb_progress_dots_get_type ())
G_DECLARE_FINAL_TYPE (PlumbProgressDots, plumb_progress_dots, PLUMB, PROGRESS_DOTS, GtkWidget)

GtkWidget *plumb_progress_dots_new (void);

/* `progress` as in PlumbLoopSummary: a letter each, w d s k. */
void plumb_progress_dots_set_progress (PlumbProgressDots *dots, const char *progress);

/* "3 of 6 cards in, 1 under way, 1 skipped". */
char *plumb_progress_dup_text (const char *progress);

G_END_DECLS
