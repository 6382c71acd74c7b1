/* assignment-window.h - one act on the panel of a loop, asked for in a small modal window: who, which seat, when, or why. */
#pragma once

#include "ui/loop-model.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

typedef enum
{
  PLUMB_ACT_ASSIGN,   /* subject: stage key */
  PLUMB_ACT_REASSIGN, /* subject: assignment id, as for the two below */
  PLUMB_ACT_SCHEDULE,
  PLUMB_ACT_SKIP,
  PLUMB_ACT_SCHEDULE_STAGE, /* subject: stage key, as for the next: all its interviews that are still to be held, or the stage
                                itself when nobody is to hold it */
  PLUMB_ACT_SKIP_STAGE,
  PLUMB_ACT_CLOSE,     /* the loop, without a decision; no subject */
  PLUMB_ACT_REOPEN,    /* the loop; no subject */
  PLUMB_ACT_BREAK_SEAL /* no subject */
} PlumbAssignmentAct;

void plumb_assignment_window_present (GtkWindow *parent, PlumbLoopModel *model, PlumbAssignmentAct act, const char *subject);

G_END_DECLS
