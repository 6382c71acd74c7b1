/* evidence-cell.c - see evidence-cell.h. The four states without a score are never mixed up, and none of them looks like a zero. */

#include "ui/evidence-cell.h"

#include "app/text.h"
#include "ui/amendment-row.h"
#include "ui/evidence-detail.h"
#include "ui/style.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

/* The answers of one card on one competency. */
typedef struct
{
  guint n;
  guint n_scored;
  guint n_amended;
  guint n_states[PLUMB_ANSWER_DECLINED + 1];
} Tally;

static Tally
count_answers (const PlumbLoop *loop, const PlumbAssignment *assignment, const char *competency)
{
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  Tally tally = { 0 };

  for (guint i = 0; stage != NULL && i < stage->script->len; i++)
    {
      const PlumbQuestion *question = ((const PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question;
      const PlumbAnswer *answer = plumb_scorecard_get_answer (assignment->card, question->id);

      if (answer == NULL || !g_str_equal (question->competency, competency))
        continue;
      tally.n++;
      tally.n_scored += answer->state == PLUMB_ANSWER_SCORED;
      tally.n_states[answer->state]++;
      tally.n_amended += plumb_amendments_count (assignment->card, question->id) > 0;
    }
  return tally;
}

/* "Not asked"; "No score" where several states meet. */
static const char *
get_state_word (const Tally *tally)
{
  for (int state = PLUMB_ANSWER_NOT_ASKED; state <= PLUMB_ANSWER_DECLINED; state++)
    if (tally->n_states[state] == tally->n)
      return plumb_answer_state_to_label ((PlumbAnswerState)state);
  return _ ("No score");
}

/* "2 of 3 scored, amended", or "". */
static char *
dup_caption (const Tally *tally)
{
  g_autofree char *part
      = tally->n_scored > 0 && tally->n_scored < tally->n ? g_strdup_printf (_ ("%u of %u"), tally->n_scored, tally->n) : NULL;

  if (tally->n_amended == 0)
    return g_strdup (part != NULL ? part : "");
  return part != NULL ? g_strdup_printf (_ ("%s, amended"), part) : g_strdup (_ ("amended"));
}

/* "Sam Cole, Production: 2.13, the panel is split here, 1 not asked, amended" */
static char *
dup_spoken (const PlumbLoop *loop, const PlumbCompetencyResult *result, const PlumbAssignment *assignment, const Tally *tally,
            const PlumbCardScore *score)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%s, %s: %s", plumb_loop_get_person_name (loop, assignment->person), result->competency->name,
                          score != NULL ? score->score.text : get_state_word (tally));
  if (score != NULL && result->split && score->counted)
    g_string_append (text, _ (", the panel is split here"));
  for (int state = PLUMB_ANSWER_NOT_ASKED; score != NULL && state <= PLUMB_ANSWER_DECLINED; state++)
    if (tally->n_states[state] > 0)
      {
        g_autofree char *word = g_utf8_strdown (plumb_answer_state_to_label ((PlumbAnswerState)state), -1);

        g_string_append_printf (text, ", %u %s", tally->n_states[state], word);
      }
  if (tally->n_amended > 0)
    g_string_append (text, _ (", amended"));
  if (!plumb_assignment_is_counted (assignment))
    g_string_append (text, _ (", not counted"));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_blank (const PlumbLoop *loop, const PlumbCompetencyResult *result, const PlumbAssignment *assignment)
{
  GtkWidget *label = gtk_label_new ("–");
  g_autofree char *spoken = g_strdup_printf (_ ("%s, %s: not part of this interview"),
                                             plumb_loop_get_person_name (loop, assignment->person), result->competency->name);

  gtk_widget_add_css_class (label, "matrix-cell");
  gtk_widget_add_css_class (label, "matrix-none");
  gtk_widget_set_tooltip_text (label, _ ("Not part of this interview"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return label;
}

GtkWidget *
plumb_evidence_cell_new (const PlumbLoop *loop, const PlumbCompetencyResult *result, const PlumbAssignment *assignment)
{
  const PlumbCardScore *score;
  g_autofree char *caption = NULL, *spoken = NULL;
  GtkWidget *button, *box, *text;
  Tally tally;

  g_return_val_if_fail (loop != NULL && result != NULL && assignment != NULL, NULL);

  if (!plumb_evidence_detail_has_card (loop, assignment, result->competency->key))
    return make_blank (loop, result, assignment);
  tally = count_answers (loop, assignment, result->competency->key);
  score = plumb_competency_result_get_card (result, assignment);
  caption = dup_caption (&tally);
  spoken = dup_spoken (loop, result, assignment, &tally, score);
  button = gtk_toggle_button_new ();
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  text = gtk_label_new (score != NULL ? score->score.text : get_state_word (&tally));
  gtk_label_set_wrap (GTK_LABEL (text), score == NULL);
  gtk_label_set_max_width_chars (GTK_LABEL (text), 10);
  gtk_label_set_justify (GTK_LABEL (text), GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (box, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (box), text);
  if (*caption != '\0')
    {
      GtkWidget *below = gtk_label_new (caption);

      gtk_widget_add_css_class (below, "matrix-caption");
      gtk_box_append (GTK_BOX (box), below);
    }
  gtk_button_set_child (GTK_BUTTON (button), box);
  gtk_widget_add_css_class (button, "matrix-cell");
  if (score == NULL)
    gtk_widget_add_css_class (button, "matrix-state");
  else
    plumb_widget_set_score_style (button, plumb_figure_style (&score->score, loop->template->points));
  if (score != NULL && result->split && score->counted)
    gtk_widget_add_css_class (button, "split");
  gtk_widget_set_tooltip_text (button, _ ("Show the evidence behind this"));
  plumb_button_set_name (button, spoken);
  return button;
}

static GtkWidget *
make_label (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_justify (GTK_LABEL (label), GTK_JUSTIFY_CENTER);
  gtk_widget_add_css_class (label, class);
  return label;
}

GtkWidget *
plumb_evidence_head_new (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbStage *stage;
  g_autofree char *name = NULL;
  GtkWidget *box, *person;

  g_return_val_if_fail (loop != NULL && assignment != NULL, NULL);

  stage = plumb_loop_get_stage (loop, assignment);
  name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  person = make_label (name, "matrix-head");
  gtk_label_set_ellipsize (GTK_LABEL (person), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (person), 15);
  gtk_widget_set_tooltip_text (person, name);
  gtk_box_append (GTK_BOX (box), person);
  gtk_box_append (GTK_BOX (box), make_label (stage != NULL ? stage->short_title : "", "matrix-head"));
  if (!plumb_assignment_is_counted (assignment))
    gtk_box_append (GTK_BOX (box), make_label (_ ("shadow,\nnot counted"), "matrix-head"));
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  return box;
}

GtkWidget *
plumb_evidence_panel_cell_new (const PlumbLoop *loop, const PlumbCompetencyResult *result)
{
  GtkWidget *label;
  g_autofree char *spoken = NULL;

  g_return_val_if_fail (loop != NULL && result != NULL, NULL);

  label = make_label (result->score.defined ? result->score.text : _ ("Not covered"), "matrix-cell");
  spoken = g_strdup_printf (_ ("Panel, %s: %s"), result->competency->name,
                            result->score.defined ? result->score.text : _ ("not covered"));
  plumb_widget_set_score_style (label, plumb_figure_style (&result->score, loop->template->points));
  if (!result->score.defined)
    gtk_widget_add_css_class (label, "matrix-state");
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  return label;
}

static void
add_mark (GtkWidget *box, const char *class, const char *sample, const char *meaning)
{
  GtkWidget *pair = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 5);
  GtkWidget *mark = gtk_label_new (sample);

  gtk_widget_add_css_class (mark, "legend-mark");
  gtk_widget_add_css_class (mark, class);
  gtk_box_append (GTK_BOX (pair), mark);
  gtk_box_append (GTK_BOX (pair), plumb_label_new (meaning, "secondary"));
  plumb_wrap_box_append (box, pair);
}

GtkWidget *
plumb_evidence_legend_new (const PlumbLoop *loop)
{
  GtkWidget *box = plumb_wrap_box_new (0, 12);
  g_autofree char *split = NULL;

  g_return_val_if_fail (loop != NULL, box);

  for (int point = 1; point <= loop->template->points; point++)
    {
      g_autofree char *number = g_strdup_printf ("%d", point);

      add_mark (box, plumb_score_style (point, loop->template->points), number,
                plumb_template_get_point_label (loop->template, point));
    }
  split = g_strdup_printf (_ ("differ by %.3g or more"), (loop->template->points - 1) / 2.0);
  add_mark (box, "legend-split", "", split);
  add_mark (box, "matrix-state", _ ("words"), _ ("no score, and why"));
  add_mark (box, "matrix-none", "–", _ ("not in the interview"));
  return box;
}
