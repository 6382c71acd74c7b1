/* widgets.h - the small pieces that every page is made of.
 *
 * Functions answer a floating widget. Texts are shown as they are (never as markup), names through plumb_text_dup_line.
 */
#pragma once

#include "app/evaluation.h"

#include <adwaita.h>

G_BEGIN_DECLS

/* A label: aligned to the start, wrapping between words; `style` is one CSS class or NULL. */
GtkWidget *plumb_label_new (const char *text, const char *style);
/* The same in one line, ellipsized, with the whole text as its tooltip. */
GtkWidget *plumb_line_new (const char *text, const char *style);
/* "SCRIPT": the small heading of a column or section; a heading for assistive technology. */
GtkWidget *plumb_section_new (const char *text);
/* "Red flags": the heading above a card. */
GtkWidget *plumb_heading_new (const char *text);

/* A word in a pill; `style` is "accent", "success", "warning", "error", "seat" or NULL. */
GtkWidget *plumb_badge_new (const char *text, const char *style);
/* Shows another word in it. */
void plumb_badge_set (GtkWidget *badge, const char *text, const char *style);

/* The initials on a colour that is always the same for a name. Not told to assistive technology: the name stands beside it. */
GtkWidget *plumb_avatar_new (const char *name, int size);

/* A figure, or a score of 1..points (0: none), on its score colour. `what` (nullable) is told to assistive technology before the
 * number: "Database: 3.20". */
GtkWidget *plumb_score_chip_new (void);
void plumb_score_chip_set_figure (GtkWidget *chip, const PlumbFigure *figure, int points, const char *what);
void plumb_score_chip_set_score (GtkWidget *chip, int score, int points, const char *what);
/* Something that is no score, "?" or a question's number, on the colour of none. */
void plumb_score_chip_set_sign (GtkWidget *chip, const char *sign);

/* Gives a button its action and target (a floating value is taken) in the order in which GTK does not warn. */
void plumb_button_set_action (GtkWidget *button, const char *action, GVariant *target);

/* Names a row of a list view for assistive technology: `child` is what the row shows. The widget around it is GTK's own and unnamed. */
void plumb_list_row_set_name (GtkWidget *child, const char *name);

/* What a button is called by assistive technology. GTK 4.8 would join this, and a plain label with its underscore, to the label once
 * more ("_Save Save"); these leave one name. `tidy` does it for every button with a label below `root`. */
void plumb_button_set_name (GtkWidget *button, const char *name);
void plumb_widget_tidy_names (GtkWidget *root);

/* Lets the label of a check button take more than one line, as GTK does not: it would set the least width of its window. */
void plumb_check_button_wrap (GtkWidget *check);

/* How a state is badged: style class of plumb_badge_new; nullable. */
const char *plumb_card_state_style (PlumbCardState state);
const char *plumb_severity_style (PlumbSeverity severity);

/* Removes every child of a box, grid or other container that only holds children. Also the end of a widget with a template:
 * gtk_widget_dispose_template of GTK 4.8 leaves the children that are not bound. */
void plumb_widget_clear (GtkWidget *container);

G_END_DECLS
