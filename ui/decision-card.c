/* decision-card.c - see decision-card.h. */

#include "ui/decision-card.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

/* Somebody's words: to be copied. */
static void
add_text (GtkWidget *box, const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);
  GtkWidget *label = plumb_label_new (shown, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_box_append (GTK_BOX (box), label);
}

static void
add_titled (GtkWidget *box, const char *title, const char *text)
{
  if (*text == '\0')
    return;
  gtk_box_append (GTK_BOX (box), plumb_label_new (title, "secondary"));
  add_text (box, text, NULL);
}

/* "Sam Cole, Rania Khan"; "" without any. */
static char *
dup_dissents (const PlumbLoop *loop, const PlumbDecision *decision)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; decision->dissents != NULL && decision->dissents[i] != NULL; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", plumb_loop_get_person_name (loop, decision->dissents[i]));
  return g_string_free (names, FALSE);
}

GtkWidget *
plumb_decision_card_new (const PlumbLoop *loop, const PlumbDecision *decision)
{
  GtkWidget *box, *title;
  g_autofree char *when = NULL, *about = NULL, *dissents = NULL;

  g_return_val_if_fail (loop != NULL && decision != NULL, NULL);

  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  title = plumb_heading_new (plumb_decision_to_label (decision->value));
  when = plumb_instant_dup_date_time (decision->at);
  about = g_strdup_printf (_ ("%s, %s. Outcome at that moment: %s (%s)."), plumb_loop_get_person_name (loop, decision->decider),
                           when, plumb_outcome_to_label (decision->outcome), decision->figures);
  dissents = dup_dissents (loop, decision);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  if (!decision->superseded)
    gtk_widget_add_css_class (title, "title-3");
  gtk_box_append (GTK_BOX (box), title);
  gtk_box_append (GTK_BOX (box), plumb_label_new (about, "secondary"));
  add_text (box, decision->rationale, NULL);
  add_titled (box, _ ("Against the outcome"), decision->override_reason);
  add_titled (box, _ ("What is missing"), plumb_decision_get_missing (decision));
  add_titled (box, _ ("Conditions"), plumb_decision_get_conditions (decision));
  add_titled (box, _ ("Dissents"), dissents);
  if (decision->superseded)
    add_titled (box, _ ("Reopened"), decision->reopen_reason);
  return box;
}
