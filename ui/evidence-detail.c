/* evidence-detail.c - see evidence-detail.h. */

#include "ui/evidence-detail.h"

#include "app/text.h"
#include "ui/amendment-row.h"
#include "ui/answer-block.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

static const PlumbCompetencyResult *
find_result (PlumbEvaluation *evaluation, const char *competency)
{
  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      if (g_str_equal (result->competency->key, competency))
        return result;
    }
  return NULL;
}

/* Who, in which interview, with which recommendation; the score of the card on the competency at the end. */
static GtkWidget *
make_head (const PlumbLoop *loop, const PlumbAssignment *assignment, const PlumbCompetencyResult *result)
{
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  const PlumbCardScore *score = result != NULL ? plumb_competency_result_get_card (result, assignment) : NULL;
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *title = plumb_label_new (name, "heading");
  GtkWidget *about = plumb_label_new (stage != NULL ? stage->title : "", "secondary");

  gtk_widget_set_hexpand (about, TRUE);
  gtk_widget_set_valign (title, GTK_ALIGN_CENTER);
  gtk_widget_set_valign (about, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (head), title);
  gtk_box_append (GTK_BOX (head), about);
  if (assignment->seat != PLUMB_SEAT_INTERVIEWER)
    gtk_box_append (GTK_BOX (head), plumb_badge_new (plumb_seat_to_label (assignment->seat), "seat"));
  if (!plumb_assignment_is_counted (assignment))
    gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("Not counted"), NULL));
  if (assignment->card->not_blind)
    gtk_box_append (GTK_BOX (head), plumb_badge_new (_ ("Not blind"), "warning"));
  gtk_box_append (GTK_BOX (head), plumb_badge_new (plumb_recommendation_to_label (assignment->card->recommendation), "accent"));
  if (score != NULL)
    {
      GtkWidget *chip = plumb_score_chip_new ();

      plumb_score_chip_set_figure (chip, &score->score, loop->template->points, name);
      gtk_box_append (GTK_BOX (head), chip);
    }
  return head;
}

static GtkWidget *
make_card (PlumbEvaluation *evaluation, const PlumbAssignment *assignment, const char *competency)
{
  const PlumbLoop *loop = plumb_snapshot_get_loop (evaluation->snapshot);
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  gtk_widget_add_css_class (card, "evidence-of-card");
  gtk_box_append (GTK_BOX (card), make_head (loop, assignment, find_result (evaluation, competency)));
  for (guint i = 0; stage != NULL && i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);
      GtkWidget *block;

      if (!g_str_equal (item->question->competency, competency))
        continue;
      block = plumb_answer_block_new (loop, assignment, item);
      gtk_widget_add_css_class (block, "evidence-answer");
      gtk_box_append (GTK_BOX (card), block);
    }
  return card;
}

/* What was said of the interview as a whole belongs to a single card only; among several it would drown the answers. */
static void
add_summary (GtkWidget *box, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  if (*assignment->card->summary != '\0')
    {
      gtk_box_append (GTK_BOX (box), plumb_section_new (_ ("Summary of the card")));
      gtk_box_append (GTK_BOX (box), plumb_answer_block_text_new (assignment->card->summary, NULL));
    }
  plumb_answer_block_append_flags (box, loop, assignment, NULL);
  plumb_amendment_rows_append (box, loop, assignment->card, NULL);
}

gboolean
plumb_evidence_detail_has_card (const PlumbLoop *loop, const PlumbAssignment *assignment, const char *competency)
{
  const PlumbStage *stage;

  g_return_val_if_fail (loop != NULL && assignment != NULL && competency != NULL, FALSE);

  if (assignment->card->state != PLUMB_CARD_SUBMITTED || assignment->card->withheld || assignment->skip_reason != NULL)
    return FALSE;
  stage = plumb_loop_get_stage (loop, assignment);
  for (guint i = 0; stage != NULL && i < stage->script->len; i++)
    if (g_str_equal (((const PlumbScriptItem *)g_ptr_array_index (stage->script, i))->question->competency, competency))
      return TRUE;
  return FALSE;
}

char *
plumb_evidence_detail_dup_title (PlumbEvaluation *evaluation, const char *assignment_id, const char *competency)
{
  const PlumbLoop *loop;
  const PlumbAssignment *assignment;
  const PlumbCompetencyResult *result;
  g_autofree char *name = NULL;

  g_return_val_if_fail (evaluation != NULL && competency != NULL, NULL);

  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  assignment = assignment_id != NULL ? plumb_loop_get_assignment (loop, assignment_id) : NULL;
  result = find_result (evaluation, competency);
  name = assignment != NULL ? plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person))
                            : g_strdup (_ ("all cards"));
  return g_strdup_printf ("%s · %s", result != NULL ? result->competency->name : competency, name);
}

GtkWidget *
plumb_evidence_detail_new (PlumbEvaluation *evaluation, const char *assignment_id, const char *competency)
{
  const PlumbLoop *loop;
  const PlumbAssignment *only;
  GtkWidget *box;
  gboolean any = FALSE;

  g_return_val_if_fail (evaluation != NULL && competency != NULL, NULL);

  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  only = assignment_id != NULL ? plumb_loop_get_assignment (loop, assignment_id) : NULL;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 14);
  for (int shadows = 0; shadows < 2; shadows++)
    for (guint i = 0; i < loop->assignments->len; i++)
      {
        const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);

        if ((only != NULL && assignment != only) || plumb_seat_counts (assignment->seat) != (shadows == 0)
            || !plumb_evidence_detail_has_card (loop, assignment, competency))
          continue;
        gtk_box_append (GTK_BOX (box), make_card (evaluation, assignment, competency));
        any = TRUE;
      }
  if (!any)
    gtk_box_append (GTK_BOX (box), plumb_label_new (_ ("No submitted card asked about it."), "secondary"));
  if (only != NULL)
    add_summary (box, loop, only);
  gtk_widget_add_css_class (box, "evidence-detail");
  return box;
}
