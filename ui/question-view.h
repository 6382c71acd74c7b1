/* question-view.h - one question, laid out to be read whole: prompt, what it asks, framework, signals, red flags, probes, anchors. */
#pragma once

#include "app/template.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A floating widget; `competency` is the name to show. */
GtkWidget *plumb_question_view_new (const PlumbQuestion *question, const char *competency);

/* The parts, for other pages: a card with a heading and rows. */
GtkWidget *plumb_reading_card_new (const char *heading, GtkWidget **rows);

G_END_DECLS
