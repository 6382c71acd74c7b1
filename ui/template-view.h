/* template-view.h - one loop template, laid out to be read whole: competencies with weights, stages with scripts, policy, red flags. */
#pragma once

#include "app/template.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

GtkWidget *plumb_template_view_new (const PlumbTemplate *template);

G_END_DECLS
