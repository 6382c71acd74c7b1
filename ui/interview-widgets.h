/* interview-widgets.h - small controls that several parts of the interview share. */
#pragma once

#include "app/words.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* A name for assistive technology, and a longer word about it; `description` nullable. */
void plumb_widget_set_name (GtkWidget *widget, const char *name, const char *description);

/* A text beside its key: "Stamp time  T". Goes into buttons. */
GtkWidget *plumb_key_label_new (const char *text, const char *key);

/* A check button whose label wraps; assistive technology can toggle it too, which GTK 4.8 leaves out. `key` is nullable. */
GtkWidget *plumb_check_new (const char *text, const char *key);

/* Minor, major, critical: three linked toggles. `func` (nullable) is told what the user chose. */
typedef void (*PlumbSeverityFunc) (PlumbSeverity severity, gpointer data);
GtkWidget *plumb_severity_switch_new (PlumbSeverityFunc func, gpointer data);
void plumb_severity_switch_set (GtkWidget *toggles, PlumbSeverity severity);
PlumbSeverity plumb_severity_switch_get (GtkWidget *toggles);

/* The note line that stands as evidence for what is above it: one line, quoted, the whole as its tooltip, and a button that takes it away
 * (`remove`, swapped, with `data`). Hidden without a quote. */
GtkWidget *plumb_quote_line_new (GCallback remove, gpointer data);
void plumb_quote_line_set (GtkWidget *line, const char *quote, gboolean writing);

/* The button that makes the caret's note line the evidence of what is beside it, `name`. It takes no focus: the notes keep it. */
GtkWidget *plumb_tag_button_new (const char *name, const char *key, GCallback tag, gpointer data);

/* The text of an editable, repaired and cut to `max` bytes. */
char *plumb_editable_dup_text (GtkEditable *editable, gsize max);
char *plumb_buffer_dup_text (GtkTextBuffer *buffer);

/* Keeps the buffer to what may be stored, however text comes into it: typed, pasted, dropped. Invalid characters are repaired, what goes
 * beyond `max` bytes is cut off and `full` (nullable) called with `data`. */
void plumb_buffer_guard (GtkTextBuffer *buffer, gsize max, GCallback full, gpointer data);

/* "Systems & API · 35 %" and such: a number of seconds as "4:10". */
char *plumb_dup_minutes (gint64 seconds);

G_END_DECLS
