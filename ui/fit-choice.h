/* fit-choice.h - two forms of one thing: the wide one where it fits, else the narrow one. Never scrolls and never cuts off what fits.
 *
 * The form that is not shown is hidden from assistive technology as well, and can't have the focus.
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define PLUMB_TYPE_FIT_CHOICE (plumb_fit_choice_get_type ())
G_DECLARE_FINAL_TYPE (PlumbFitChoice, plumb_fit_choice, PLUMB, FIT_CHOICE, GtkWidget)

GtkWidget *plumb_fit_choice_new (GtkWidget *wide, GtkWidget *narrow);
gboolean plumb_fit_choice_is_wide (PlumbFitChoice *choice); /* as last laid out */

G_END_DECLS
