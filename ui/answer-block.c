/* answer-block.c - see answer-block.h. Text of people is always set as text, never as markup. */

#include "ui/answer-block.h"

#include "app/text.h"
#include "ui/amendment-row.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

GtkWidget *
plumb_answer_block_text_new (const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);
  GtkWidget *label = plumb_label_new (shown, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_can_focus (label, FALSE); /* to be copied with the pointer; no stop on the way of Tab */
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_text (GtkWidget *rows, const char *text, const char *style)
{
  gtk_box_append (GTK_BOX (rows), plumb_answer_block_text_new (text, style));
}

/* The score with its word, or the state in words: a missing score is never a number. */
static GtkWidget *
make_head (const PlumbLoop *loop, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *chip = plumb_score_chip_new ();
  GtkWidget *title = plumb_label_new (question->title, "heading");
  gboolean scored = answer->state == PLUMB_ANSWER_SCORED;

  plumb_score_chip_set_score (chip, scored ? answer->score : 0, loop->template->points, NULL);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), plumb_badge_new (scored ? plumb_template_get_point_label (loop->template, answer->score)
                                                          : plumb_answer_state_to_label (answer->state),
                                                   scored ? NULL : "seat"));
  if (plumb_answer_is_unsupported (answer))
    gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("No evidence given"), "warning"));
  return head;
}

static void
add_anchor (GtkWidget *block, const PlumbQuestion *question, const PlumbAnswer *answer, int points)
{
  const char *anchor = answer->state == PLUMB_ANSWER_SCORED ? plumb_question_get_anchor (question, answer->score, points) : NULL;
  g_autofree char *text = anchor != NULL ? g_strdup_printf (_ ("A %d is: %s"), answer->score, anchor) : NULL;

  if (text != NULL)
    add_text (block, text, "secondary");
}

/* What was marked in the notes as evidence for a signal or a flag; not once more what `told` says already. */
static void
add_evidence (GtkWidget *rows, const PlumbAnswer *answer, const char *target, const char *told)
{
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);

      if (g_str_equal (evidence->target, target) && (told == NULL || strstr (told, evidence->quote) == NULL))
        add_text (rows, evidence->quote, "quote");
    }
}

static void
add_signals (GtkWidget *rows, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  for (guint i = 0; answer->signals != NULL && answer->signals[i] != NULL; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);
      GtkWidget *row, *icon, *texts;

      if (signal == NULL)
        continue;
      row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      icon = gtk_image_new_from_icon_name ("object-select-symbolic");
      texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Observed"), -1);
      gtk_box_append (GTK_BOX (texts), plumb_label_new (signal->text, NULL));
      add_evidence (texts, answer, signal->key, NULL);
      gtk_box_append (GTK_BOX (row), icon);
      gtk_box_append (GTK_BOX (row), texts);
      gtk_box_append (GTK_BOX (rows), row);
    }
}

static GtkWidget *
make_flag (const PlumbFlag *flag, const PlumbAnswer *answer)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badge = plumb_badge_new (plumb_severity_to_label (flag->severity), plumb_severity_style (flag->severity));

  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  add_text (texts, flag->label, "heading");
  if (*flag->quote != '\0')
    add_text (texts, flag->quote, NULL);
  if (answer != NULL)
    add_evidence (texts, answer, flag->id, flag->quote);
  if (flag->state != PLUMB_FLAG_OPEN)
    {
      g_autofree char *resolved = g_strdup_printf ("%s. %s", plumb_flag_state_to_label (flag->state), flag->resolution);

      add_text (texts, resolved, "secondary");
    }
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), texts);
  return row;
}

void
plumb_answer_block_append_flags (GtkWidget *rows, const PlumbLoop *loop, const PlumbAssignment *assignment, const char *question)
{
  const PlumbAnswer *answer;

  g_return_if_fail (GTK_IS_BOX (rows) && loop != NULL && assignment != NULL);

  answer = question != NULL ? plumb_scorecard_get_answer (assignment->card, question) : NULL;
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (g_str_equal (flag->assignment, assignment->id) && g_strcmp0 (flag->question, question) == 0)
        gtk_box_append (GTK_BOX (rows), make_flag (flag, answer));
    }
}

GtkWidget *
plumb_answer_block_new (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbScriptItem *item)
{
  const PlumbAnswer *answer;
  GtkWidget *block;

  g_return_val_if_fail (loop != NULL && assignment != NULL && item != NULL, NULL);

  block = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  answer = plumb_scorecard_get_answer (assignment->card, item->question->id);
  if (answer == NULL)
    return block;
  gtk_box_append (GTK_BOX (block), make_head (loop, item->question, answer));
  add_anchor (block, item->question, answer, loop->template->points);
  if (*answer->notes != '\0')
    add_text (block, answer->notes, NULL);
  add_signals (block, item->question, answer);
  if (*answer->rationale != '\0')
    {
      g_autofree char *why = g_strdup_printf (_ ("Why this score: %s"), answer->rationale);

      add_text (block, why, NULL);
    }
  plumb_answer_block_append_flags (block, loop, assignment, answer->question);
  plumb_amendment_rows_append (block, loop, assignment->card, answer->question);
  return block;
}
