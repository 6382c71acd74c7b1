/* amendment-row.c - see amendment-row.h. */

#include "ui/amendment-row.h"

#include "app/text.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

/* Texts longer than this stand below each other instead of in one line. */
#define SHORT_TEXT 60

/* "3 Meets", "Not asked", "Strong yes": what is stored as digits or a nick, as a person reads it; texts as they are. */
static char *
dup_value (const PlumbLoop *loop, const char *field, const char *text)
{
  PlumbRecommendation recommendation;
  PlumbAnswerState state;
  gint64 score;

  if (g_str_equal (field, "recommendation") && plumb_recommendation_from_nick (text, &recommendation))
    return g_strdup (plumb_recommendation_to_label (recommendation));
  if (g_str_equal (field, "notes") || g_str_equal (field, "summary"))
    return plumb_text_dup_shown (text);
  if (plumb_answer_state_from_nick (text, &state))
    return g_strdup (plumb_answer_state_to_label (state));
  if (g_ascii_string_to_signed (text, 10, 1, loop->template->points, &score, NULL))
    return g_strdup_printf ("%d %s", (int)score, plumb_template_get_point_label (loop->template, (int)score));
  return plumb_text_dup_shown (text);
}

static const char *
get_field_label (const char *field)
{
  static const struct
  {
    const char *field;
    const char *label;
  } labels[] = {
    { "score", N_ ("Score") },     { "state", N_ ("Score") },
    { "notes", N_ ("Notes") },     { "recommendation", N_ ("Recommendation") },
    { "summary", N_ ("Summary") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_str_equal (labels[i].field, field))
      return _ (labels[i].label);
  return field;
}

static void
add_text (GtkWidget *row, const char *text, const char *style)
{
  GtkWidget *label = plumb_label_new (text, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE);
  gtk_box_append (GTK_BOX (row), label);
}

static void
add_change (GtkWidget *row, const char *field, const char *before, const char *after)
{
  const char *was = *before != '\0' ? before : _ ("nothing");
  const char *is = *after != '\0' ? after : _ ("nothing");
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;

  if (strlen (was) + strlen (is) <= SHORT_TEXT && strchr (was, '\n') == NULL && strchr (is, '\n') == NULL)
    {
      first = g_strdup_printf (_ ("%s: “%s” became “%s”"), get_field_label (field), was, is);
      add_text (row, first, NULL);
      return;
    }
  first = g_strdup_printf (_ ("%s before: %s"), get_field_label (field), was);
  second = g_strdup_printf (_ ("%s now: %s"), get_field_label (field), is);
  add_text (row, first, "before");
  add_text (row, second, NULL);
}

GtkWidget *
plumb_amendment_row_new (const PlumbLoop *loop, const PlumbAmendment *amendment)
{
  GtkWidget *row, *head;
  g_autofree char *author = NULL, *when = NULL, *about = NULL, *before = NULL, *after = NULL, *reason = NULL, *why = NULL;

  g_return_val_if_fail (loop != NULL && amendment != NULL, NULL);

  row = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  author = plumb_text_dup_line (plumb_loop_get_person_name (loop, amendment->author));
  when = plumb_instant_dup_date_time (amendment->at);
  about = g_strdup_printf (_ ("%s, %s"), author, when);
  before = dup_value (loop, amendment->field, amendment->before);
  after = dup_value (loop, amendment->field, amendment->after);
  reason = plumb_text_dup_shown (amendment->reason);
  why = g_strdup_printf (_ ("Why: %s"), reason);
  gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("Amended"), "accent"));
  gtk_box_append (GTK_BOX (head), plumb_label_new (about, "secondary"));
  gtk_widget_set_valign (gtk_widget_get_last_child (head), GTK_ALIGN_CENTER);
  if (amendment->not_blind)
    gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("Had seen other cards"), "warning"));
  gtk_box_append (GTK_BOX (row), head);
  add_change (row, amendment->field, before, after);
  add_text (row, why, "secondary");
  gtk_widget_add_css_class (row, "amendment");
  return row;
}

void
plumb_amendment_rows_append (GtkWidget *rows, const PlumbLoop *loop, const PlumbScorecard *card, const char *question)
{
  g_return_if_fail (GTK_IS_BOX (rows) && loop != NULL && card != NULL);

  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      if (g_strcmp0 (amendment->question, question) == 0)
        gtk_box_append (GTK_BOX (rows), plumb_amendment_row_new (loop, amendment));
    }
}

guint
plumb_amendments_count (const PlumbScorecard *card, const char *question)
{
  guint n = 0;

  g_return_val_if_fail (card != NULL, 0);

  for (guint i = 0; i < card->amendments->len; i++)
    n += g_strcmp0 (((const PlumbAmendment *)g_ptr_array_index (card->amendments, i))->question, question) == 0;
  return n;
}
