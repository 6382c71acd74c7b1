/* evidence-detail.c - see evidence-detail.h. Text of people is always set as text, never as markup. */

#include "ui/evidence-detail.h"

#include "app/text.h"
#include "ui/style.h"

static GtkWidget *
add_text (GtkWidget *box, const char *text, const char *class)
{
  g_autofree char *shown = plumb_text_dup_shown (text);
  GtkWidget *label = gtk_label_new (shown);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 64);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  gtk_box_append (GTK_BOX (box), label);
  return label;
}

static void
add_head (GtkWidget *box, const PlumbQuestion *question, const PlumbAnswer *answer, const PlumbTemplate *template)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 10);
  GtkWidget *title = gtk_label_new (question->title);
  GtkWidget *chip;

  if (answer->state == PLUMB_ANSWER_SCORED)
    {
      g_autofree char *text = g_strdup_printf ("%d %s", answer->score, plumb_template_get_point_label (template, answer->score));

      chip = gtk_label_new (text);
      gtk_widget_add_css_class (chip, "score-chip");
      plumb_widget_set_score_style (chip, plumb_score_style (answer->score, template->points));
    }
  else
    {
      chip = gtk_label_new (plumb_answer_state_to_label (answer->state));
      gtk_widget_add_css_class (chip, "badge");
    }
  gtk_widget_set_valign (chip, GTK_ALIGN_CENTER);
  gtk_label_set_xalign (GTK_LABEL (title), 0);
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (line), title);
  gtk_box_append (GTK_BOX (line), chip);
  gtk_box_append (GTK_BOX (box), line);
}

static void
add_flags (GtkWidget *box, const PlumbLoop *loop, const char *assignment, const char *question)
{
  for (guint i = 0; i < loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (loop->flags, i);
      g_autofree char *text = NULL;

      if (!g_str_equal (flag->assignment, assignment) || g_strcmp0 (flag->question, question) != 0)
        continue;
      text = g_strdup_printf ("⚑ %s, %s: %s%s%s", plumb_severity_to_label (flag->severity),
                              plumb_flag_state_to_label (flag->state), flag->label, flag->quote[0] != '\0' ? " · " : "",
                              flag->quote);
      add_text (box, text, flag->severity == PLUMB_SEVERITY_CRITICAL ? "flag-critical" : "flag-major");
    }
}

static void
add_signals (GtkWidget *box, const PlumbQuestion *question, const PlumbAnswer *answer)
{
  for (guint i = 0; answer->signals != NULL && answer->signals[i] != NULL; i++)
    {
      const PlumbSignal *signal = plumb_question_get_signal (question, answer->signals[i]);
      g_autofree char *text = signal != NULL ? g_strconcat ("✓ ", signal->text, NULL) : NULL;

      if (text != NULL)
        add_text (box, text, "secondary");
    }
}

static void
add_answer (GtkWidget *box, const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbQuestion *question)
{
  const PlumbAnswer *answer = plumb_scorecard_get_answer (assignment->card, question->id);

  if (answer == NULL)
    return;
  add_head (box, question, answer, loop->template);
  if (plumb_answer_is_unsupported (answer))
    add_text (box, "No evidence recorded for this score", "flag-major");
  add_signals (box, question, answer);
  add_flags (box, loop, assignment->id, question->id);
  for (guint i = 0; i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);
      g_autofree char *text = g_strdup_printf ("“%s”", evidence->quote);

      add_text (box, text, "quote");
    }
  if (answer->notes[0] != '\0')
    add_text (box, answer->notes, NULL);
  if (answer->rationale[0] != '\0')
    {
      g_autofree char *text = g_strconcat ("Why this score: ", answer->rationale, NULL);

      add_text (box, text, "secondary");
    }
}

static void
add_amendments (GtkWidget *box, const PlumbLoop *loop, const PlumbScorecard *card)
{
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);
      g_autofree char *when = plumb_instant_dup_date_time (amendment->at);
      g_autofree char *text = g_strdup_printf (
          "Amended by %s on %s: %s, “%s” became “%s”. %s%s", plumb_loop_get_person_name (loop, amendment->author), when,
          amendment->field, amendment->before, amendment->after, amendment->reason, amendment->not_blind ? " (not blind)" : "");

      add_text (box, text, "secondary");
    }
}

GtkWidget *
plumb_evidence_detail_new (PlumbSnapshot *snapshot, const char *assignment_id, const char *competency)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, assignment_id);
  const PlumbStage *stage;
  GtkWidget *scroller = gtk_scrolled_window_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  g_autofree char *title = NULL;

  g_return_val_if_fail (assignment != NULL, scroller);

  stage = plumb_loop_get_stage (loop, assignment);
  title = g_strdup_printf ("%s · %s · %s", plumb_loop_get_person_name (loop, assignment->person), stage->title,
                           plumb_recommendation_to_label (assignment->card->recommendation));
  add_text (box, title, "section");
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (competency == NULL || g_str_equal (item->question->competency, competency))
        add_answer (box, loop, assignment, item->question);
    }
  if (assignment->card->summary[0] != '\0')
    {
      add_text (box, "Summary", "section");
      add_text (box, assignment->card->summary, NULL);
    }
  add_amendments (box, loop, assignment->card);
  gtk_widget_add_css_class (box, "evidence-detail");
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), box);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 460);
  gtk_widget_set_size_request (scroller, 460, -1);
  return scroller;
}
