/* notes-view.h - the notes of the question in hand.
 *
 * Each question has a buffer of its own, so undo, caret and selection are where they were when one comes back to it. While the view has
 * the focus, the buffer on the screen belongs to the writer: what changes elsewhere waits. Text is plain, and never more than a
 * note holds. Lines that stand as evidence are marked at the edge with what they stand for: the number of a signal, or a flag.
 * Signals:
 *   "full" (void)                      some of the text found no room
 *   "tag"  (const char *target)        the context menu: the caret's line shall be evidence of it, or no longer
 *   "lost" (const char *target)        the line that was its evidence is gone
 */
#pragma once

#include "ui/card-editor.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_NOTES_VIEW (plumb_notes_view_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNotesView, plumb_notes_view, PLUMB, NOTES_VIEW, GtkTextView)

GtkWidget *plumb_notes_view_new (PlumbCardEditor *editor);
void plumb_notes_view_set_question (PlumbNotesView *view, const char *question);

/* On the caret's line when that is empty, else on a new one below it; the caret ends up behind `lead`. `rest` follows the caret. */
void plumb_notes_view_insert_line (PlumbNotesView *view, const char *lead, const char *rest);
/* The words of the caret's line as they stand as evidence; NULL when there are none. */
char *plumb_notes_view_dup_line (PlumbNotesView *view);
/* Characters before the caret. */
int plumb_notes_view_get_caret (PlumbNotesView *view);
void plumb_notes_view_set_caret (PlumbNotesView *view, int offset);

G_END_DECLS
