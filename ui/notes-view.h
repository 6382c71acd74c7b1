/* notes-view.h - the notes of the question in hand.
 *
 * Each question has a buffer of its own, so undo, caret and selection are where they were when one comes back to it. While the view has
 * the focus, the buffer on the screen belongs to the writer: what changes elsewhere waits. Text is plain, and never more than a
 * note holds; signal "full" (void) tells that some of it found no room.
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
/* The words of the caret's line, without its time stamp and the space around them; NULL when there are none. What goes beyond a stored
 * line is cut off. */
char *plumb_notes_view_dup_line (PlumbNotesView *view);

G_END_DECLS
