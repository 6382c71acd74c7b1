/* card-view.c - see card-view.h. */

#include "ui/card-view.h"

#include "app/text.h"
#include "ui/question-view.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

/* A text of somebody's: as written, made safe to show, and to be copied. */
static GtkWidget *
make_text (const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);
  GtkWidget *label = plumb_label_new (shown, style);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_widget_set_hexpand (label, TRUE);
  return label;
}

static void
add_labelled (GtkWidget *rows, const char *label, const char *text)
{
  if (*text == '\0')
    return;
  gtk_box_append (GTK_BOX (rows), plumb_section_new (label));
  gtk_box_append (GTK_BOX (rows), make_text (text, NULL));
}

static GtkWidget *
make_header (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  const char *full = plumb_loop_get_person_name (loop, assignment->person);
  g_autofree char *name = plumb_text_dup_line (full);
  g_autofree char *when = plumb_instant_dup_date_time (card->submitted_at);
  g_autofree char *detail = g_strdup_printf (_ ("Submitted %s"), when);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 16);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  GtkWidget *badges = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_box_append (GTK_BOX (badges), plumb_badge_new (plumb_recommendation_to_label (card->recommendation), "accent"));
  gtk_box_append (GTK_BOX (badges), plumb_badge_new (plumb_seat_to_label (assignment->seat), "seat"));
  if (card->not_blind)
    gtk_box_append (GTK_BOX (badges), plumb_badge_new (_ ("Not blind"), "warning"));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (name, "title-2"));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (detail, "secondary"));
  gtk_box_append (GTK_BOX (texts), badges);
  gtk_widget_set_valign (texts, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), plumb_avatar_new (full, 56));
  gtk_box_append (GTK_BOX (box), texts);
  return box;
}

static GtkWidget *
make_summary (const PlumbScorecard *card)
{
  GtkWidget *rows;
  GtkWidget *box = plumb_reading_card_new (_ ("Summary"), &rows);

  gtk_box_append (GTK_BOX (rows), make_text (*card->summary != '\0' ? card->summary : _ ("No summary was written."), NULL));
  add_labelled (rows, _ ("Why no decision"), card->no_decision_reason);
  add_labelled (rows, _ ("Hand-over to later panelists"), card->handover);
  return box;
}

static GtkWidget *
make_flag (const PlumbFlag *flag)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  GtkWidget *badge = plumb_badge_new (plumb_severity_to_label (flag->severity), plumb_severity_style (flag->severity));

  gtk_widget_set_valign (badge, GTK_ALIGN_START);
  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), make_text (flag->label, "heading"));
  if (*flag->quote != '\0')
    gtk_box_append (GTK_BOX (texts), make_text (flag->quote, NULL));
  if (flag->state != PLUMB_FLAG_OPEN)
    {
      g_autofree char *resolved = g_strdup_printf ("%s. %s", plumb_flag_state_to_label (flag->state), flag->resolution);

      gtk_box_append (GTK_BOX (texts), make_text (resolved, "secondary"));
    }
  gtk_box_append (GTK_BOX (row), badge);
  gtk_box_append (GTK_BOX (row), texts);
  return row;
}

/* The flags of one question of the card, or (question NULL) those of the whole interview. */
static void
add_flags (GtkWidget *rows, const PlumbLoop *loop, const PlumbAssignment *assignment, const char *question)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);

      if (g_str_equal (flag->assignment, assignment->id) && g_strcmp0 (flag->question, question) == 0)
        gtk_box_append (GTK_BOX (rows), make_flag (flag));
    }
}

static void
add_amendments (GtkWidget *rows, const PlumbLoop *loop, const PlumbScorecard *card, const char *question)
{
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);
      g_autofree char *author = plumb_text_dup_line (plumb_loop_get_person_name (loop, amendment->author));
      g_autofree char *when = plumb_instant_dup_date_time (amendment->at);
      g_autofree char *text = NULL;

      if (g_strcmp0 (amendment->question, question) != 0)
        continue;
      text = g_strdup_printf (_ ("Amended %s by %s: %s from “%s” to “%s”. %s%s"), when, author, amendment->field,
                              amendment->before, amendment->after, amendment->reason,
                              amendment->not_blind ? _ (" (had seen other cards)") : "");
      gtk_box_append (GTK_BOX (rows), make_text (text, "secondary"));
    }
}

static void
add_signals (GtkWidget *rows, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  for (guint i = 0; answer->signals[i] != NULL; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);
      GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *icon = gtk_image_new_from_icon_name ("object-select-symbolic");

      if (signal == NULL)
        continue;
      gtk_widget_set_valign (icon, GTK_ALIGN_START);
      gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Observed"), -1);
      gtk_box_append (GTK_BOX (row), icon);
      gtk_box_append (GTK_BOX (row), plumb_label_new (signal->text, NULL));
      gtk_box_append (GTK_BOX (rows), row);
    }
}

static GtkWidget *
make_answer (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbScriptItem *item, const PlumbAnswer *answer)
{
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *chip = plumb_score_chip_new ();
  GtkWidget *title = plumb_heading_new (item->question->title);
  gboolean scored = answer->state == PLUMB_ANSWER_SCORED;

  gtk_widget_add_css_class (card, "card");
  gtk_widget_add_css_class (card, "reading-card");
  plumb_score_chip_set_score (chip, scored ? answer->score : 0, loop->template->points, NULL);
  gtk_widget_set_hexpand (title, TRUE);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_box_append (GTK_BOX (head), chip);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), plumb_badge_new (scored ? plumb_template_get_point_label (loop->template, answer->score)
                                                          : plumb_answer_state_to_label (answer->state),
                                                   NULL));
  if (plumb_answer_is_unsupported (answer))
    gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("No evidence given"), "warning"));
  gtk_box_append (GTK_BOX (card), head);
  if (*answer->notes != '\0')
    gtk_box_append (GTK_BOX (card), make_text (answer->notes, NULL));
  add_signals (card, item->question, answer);
  add_labelled (card, _ ("Why this score"), answer->rationale);
  add_flags (card, loop, assignment, answer->question);
  add_amendments (card, loop, assignment->card, answer->question);
  return card;
}

GtkWidget *
plumb_card_view_new (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbStage *stage;
  GtkWidget *box;

  g_return_val_if_fail (loop != NULL && assignment != NULL && !assignment->card->withheld, NULL);

  stage = plumb_loop_get_stage (loop, assignment);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  gtk_box_append (GTK_BOX (box), make_header (loop, assignment));
  gtk_box_append (GTK_BOX (box), make_summary (assignment->card));
  add_flags (box, loop, assignment, NULL);
  add_amendments (box, loop, assignment->card, NULL);
  for (guint i = 0; stage != NULL && i < assignment->card->answers->len; i++)
    {
      const PlumbAnswer *answer = g_ptr_array_index (assignment->card->answers, i);
      const PlumbScriptItem *item = plumb_stage_get_item (stage, answer->question, NULL);

      if (item != NULL)
        gtk_box_append (GTK_BOX (box), make_answer (loop, assignment, item, answer));
    }
  return box;
}
