/* form.h - what the program's forms share: trimmed texts, problems shown beside the field. */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* The text without white space at its ends; free with g_free. */
char *plumb_form_dup_text (GtkEditable *field);

/* Shows `message` in a label of the form (role alert), with a capital at the front; NULL takes it away. */
void plumb_form_show_problem (GtkWidget *label, const char *message);

/* Names a drop-down for assistive technology, its inner button included. */
void plumb_form_name_drop_down (GtkDropDown *choice, const char *label);

G_END_DECLS
