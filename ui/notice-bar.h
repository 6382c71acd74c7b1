/* notice-bar.h - a line of words across a page with what can be done about it, without a dialog.
 *
 * Properties "text", "action" and "other" (labels of its one or two buttons; nullable). Signals "action" and "other" (void).
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_NOTICE_BAR (plumb_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (PlumbNoticeBar, plumb_notice_bar, PLUMB, NOTICE_BAR, GtkBox)

void plumb_notice_bar_set_text (PlumbNoticeBar *bar, const char *text);
void plumb_notice_bar_focus (PlumbNoticeBar *bar); /* its first button */

G_END_DECLS
