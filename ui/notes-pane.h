/* notes-pane.h - the notes with what can be put into them: skeletons of a story, time stamps.
 *
 * Signals: "skeleton" (const char *name: "STAR" or "STROE") and "stamp" (void): the user wants one.
 */
#pragma once

#include "ui/notes-view.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_NOTES_PANE (plumb_notes_pane_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNotesPane, plumb_notes_pane, PLUMB, NOTES_PANE, GtkBox)

GtkWidget *plumb_notes_pane_new (PlumbNotesView *view);
/* Whether anything may be put into the notes now. */
void plumb_notes_pane_set_writing (PlumbNotesPane *pane, gboolean writing);
/* How full the note is, of PLUMB_NOTE_MAX; told from the last eighth on. */
void plumb_notes_pane_set_bytes (PlumbNotesPane *pane, gsize bytes);

G_END_DECLS
