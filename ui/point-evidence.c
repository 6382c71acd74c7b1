/* point-evidence.c - see point-evidence.h. */

#include "ui/point-evidence.h"

#include "app/text.h"
#include "app/vote-move.h"
#include "ui/evidence-detail.h"
#include "ui/gate-row.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

static void
add_text (GtkWidget *box, const char *text, const char *style)
{
  g_autofree char *shown = plumb_text_dup_shown (text);

  gtk_box_append (GTK_BOX (box), plumb_label_new (shown, style));
}

/* What each panelist says now, from no to yes, and who has moved. */
static GtkWidget *
make_votes (const PlumbLoop *loop, const PlumbAgendaItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  g_autoptr (GPtrArray) moves = plumb_vote_move_list (loop);

  for (guint i = 0; i < item->cards->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (item->cards, i);
      const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
      g_autofree char *text = g_strdup_printf (_ ("%s (%s): %s"), plumb_loop_get_person_name (loop, assignment->person),
                                               stage != NULL ? stage->short_title : "",
                                               plumb_recommendation_to_label (plumb_vote_move_get_standing (loop, assignment)));

      add_text (box, text, NULL);
      if (*assignment->card->summary != '\0')
        add_text (box, assignment->card->summary, "secondary");
    }
  for (guint i = 0; i < moves->len; i++)
    {
      const PlumbVoteMove *move = g_ptr_array_index (moves, i);
      g_autofree char *text
          = g_strdup_printf (_ ("%s moved from %s to %s: %s"), plumb_loop_get_person_name (loop, move->assignment->person),
                             plumb_recommendation_to_label (move->from), plumb_recommendation_to_label (move->to), move->reason);

      add_text (box, text, "secondary");
    }
  return box;
}

/* Where the loop stands as a whole: the headline, every gate that does not pass, and what would change the outcome. */
static GtkWidget *
make_whole (PlumbEvaluation *evaluation)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 8);
  g_autofree char *headline = plumb_evaluation_dup_headline (evaluation);
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);

  add_text (box, headline, "heading");
  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      if (gate->state != PLUMB_GATE_PASS)
        gtk_box_append (GTK_BOX (box), plumb_gate_row_new (gate));
    }
  for (guint i = 0; sentences[i] != NULL; i++)
    add_text (box, sentences[i], "secondary");
  return box;
}

GtkWidget *
plumb_point_evidence_new (PlumbEvaluation *evaluation, const PlumbAgendaItem *item)
{
  g_return_val_if_fail (evaluation != NULL && item != NULL, NULL);

  switch (item->kind)
    {
    case PLUMB_AGENDA_SPLIT:
    case PLUMB_AGENDA_UNCOVERED:
      return plumb_evidence_detail_new (evaluation, NULL, item->competency->key);
    case PLUMB_AGENDA_VOTES:
      return make_votes (plumb_snapshot_get_loop (evaluation->snapshot), item);
    case PLUMB_AGENDA_HOLISTIC:
      return make_whole (evaluation);
    case PLUMB_AGENDA_FLAG:
    case PLUMB_AGENDA_TOPIC:
      return NULL;
    }
  g_return_val_if_reached (NULL);
}
