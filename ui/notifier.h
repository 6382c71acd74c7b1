/* notifier.h - tells the user that a card is in or overdue: a toast where the window is looked at, else a desktop notification.
 *
 * Told are others' cards of the loops that concern the user (their panels; all, for a coordinator) and cards of theirs, or of those they
 * wait for, that turn overdue. What is told is only that a card is in: no content, no figure, so nobody learns more than their blind board
 * shows. While an interview is open no candidate is named; while it is looked at, or the privacy curtain is drawn, nothing is told, and
 * only how much it was afterwards. Switched off in the settings, nothing leaves the window.
 */
#pragma once

#include "ui/owed-model.h"
#include "ui/window.h"

G_BEGIN_DECLS

#define PLUMB_TYPE_NOTIFIER (plumb_notifier_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNotifier, plumb_notifier, PLUMB, NOTIFIER, GObject)

/* Borrows the window, which must outlive it. */
PlumbNotifier *plumb_notifier_new (PlumbWindow *window, PlumbOwedModel *owed);

G_END_DECLS
