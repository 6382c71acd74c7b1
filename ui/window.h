/* window.h - the program's window: header bar, Loops and Library, and a pile of pages on top of them.
 *
 * Actions (all "win."): open-interview and open-card (ss: loop, assignment), open-debrief (s: loop), open-packet (s: loop),
 * open-audit (s: loop, "" for all), open-compare (s: role, "" for that of the newest loop), show-loop (s), open-board (s: the loop, with
 * nothing on top), show-reminders, back, find, new-loop, switch-person, show-page (s: "loops" or "library"). Pages open each other through
 * these only.
 */
#pragma once

#include "ui/loop-model.h"
#include "ui/page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_WINDOW (plumb_window_get_type ())
G_DECLARE_FINAL_TYPE (PlumbWindow, plumb_window, PLUMB, WINDOW, AdwApplicationWindow)

PlumbWindow *plumb_window_new (AdwApplication *application, PlumbSession *session);

PlumbSession *plumb_window_get_session (PlumbWindow *window);

/* The page on top; NULL while the workspace opens or nobody has said who they are. */
PlumbPage *plumb_window_get_page (PlumbWindow *window);

void plumb_window_push (PlumbWindow *window, PlumbPage *page); /* takes the floating reference */
gboolean plumb_window_pop (PlumbWindow *window); /* FALSE when the page refused, or there is nothing to go back to */

/* The model of `loop`, shared by the pages that show it. (transfer full) */
PlumbLoopModel *plumb_window_dup_model (PlumbWindow *window, const char *loop);

/* Where to go once the workspace is open and the user known: "loops", "library", "board:LOOP", "interview:LOOP/ASSIGNMENT",
 * "card:LOOP/ASSIGNMENT", "debrief:LOOP", "packet:LOOP"; LOOP is an id, part of one, or a name; ASSIGNMENT an id or a stage's key,
 * "" the user's own. */
void plumb_window_set_target (PlumbWindow *window, const char *target);

/* A passing word; and a failure, which stays until it is dismissed or something succeeds. */
void plumb_window_toast (PlumbWindow *window, const char *text);
void plumb_window_show_failure (PlumbWindow *window, const char *text);
void plumb_window_clear_failure (PlumbWindow *window);

G_END_DECLS
