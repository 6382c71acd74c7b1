/* evidence-row.c - see evidence-row.h. */

#include "ui/evidence-row.h"

#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbEvidenceRow
{
  GtkWidget parent_instance;

  /* template widgets */
  GtkLabel *name;
  GtkLabel *stages;
  GtkWidget *score;
  GtkLevelBar *bar;
  GtkLabel *weight;
};

G_DEFINE_FINAL_TYPE (PlumbEvidenceRow, plumb_evidence_row, GTK_TYPE_WIDGET)

/* How much of one competency is planned and in, in question weight times stage weight. */
typedef struct
{
  gint64 planned;
  gint64 in;
  guint questions;
  guint questions_in;
  GString *stages;
} Gathered;

static guint
count_questions (const PlumbStage *stage, const char *competency, int *weight)
{
  guint n = 0;

  *weight = 0;
  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);

      if (!g_str_equal (item->question->competency, competency))
        continue;
      n++;
      *weight += item->weight;
    }
  return n;
}

static void
gather (Gathered *gathered, const PlumbLoop *loop, const PlumbCompetency *competency)
{
  for (guint i = 0; i < loop->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
      int weight;
      guint n = stage != NULL ? count_questions (stage, competency->key, &weight) : 0;

      if (n == 0 || assignment->skip_reason != NULL || !plumb_seat_counts (assignment->seat))
        continue;
      gathered->planned += (gint64)weight * stage->weight;
      gathered->questions += n;
      if (assignment->card->state == PLUMB_CARD_SUBMITTED)
        {
          gathered->in += (gint64)weight * stage->weight;
          gathered->questions_in += n;
        }
      g_string_append_printf (gathered->stages, "%s%s (%s)", gathered->stages->len > 0 ? " · " : "", stage->short_title,
                              assignment->card->state == PLUMB_CARD_SUBMITTED ? _ ("in")
                              : assignment->card->state == PLUMB_CARD_DRAFT   ? _ ("under way")
                                                                              : _ ("waiting"));
    }
  if (gathered->stages->len == 0)
    g_string_append (gathered->stages, _ ("No assigned interview asks about it"));
}

static void
plumb_evidence_row_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PLUMB_TYPE_EVIDENCE_ROW);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_evidence_row_parent_class)->dispose (object);
}

static void
plumb_evidence_row_class_init (PlumbEvidenceRowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = plumb_evidence_row_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/plumbline/Plumbline/evidence-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PlumbEvidenceRow, name);
  gtk_widget_class_bind_template_child (widget_class, PlumbEvidenceRow, stages);
  gtk_widget_class_bind_template_child (widget_class, PlumbEvidenceRow, score);
  gtk_widget_class_bind_template_child (widget_class, PlumbEvidenceRow, bar);
  gtk_widget_class_bind_template_child (widget_class, PlumbEvidenceRow, weight);
}

static void
plumb_evidence_row_init (PlumbEvidenceRow *row)
{
  gtk_widget_init_template (GTK_WIDGET (row));
  /* One colour whatever the value: the bar tells how much is in, not how good it is. */
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_LOW);
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_HIGH);
  gtk_level_bar_remove_offset_value (row->bar, GTK_LEVEL_BAR_OFFSET_FULL);
}

GtkWidget *
plumb_evidence_row_new (void)
{
  return g_object_new (PLUMB_TYPE_EVIDENCE_ROW, NULL);
}

void
plumb_evidence_row_update (PlumbEvidenceRow *row, const PlumbEvaluation *evaluation, guint position)
{
  g_autoptr (GString) stages = g_string_new (NULL);
  g_autofree char *weight = NULL, *told = NULL, *tip = NULL;
  const PlumbCompetencyResult *result;
  const PlumbLoop *loop;
  Gathered gathered = { .stages = stages };
  double share;

  g_return_if_fail (PLUMB_IS_EVIDENCE_ROW (row) && evaluation != NULL && position < evaluation->competencies->len);

  result = g_ptr_array_index (evaluation->competencies, position);
  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  gather (&gathered, loop, result->competency);
  share = gathered.planned > 0 ? (double)gathered.in / (double)gathered.planned : 0;
  weight = g_strdup_printf (_ ("%.0f %%"), result->share);
  tip = g_strdup_printf (_ ("%u of %u planned questions are in"), gathered.questions_in, gathered.questions);
  told = g_strdup_printf (_ ("%s, %.0f %% of the weight: %s"), result->competency->name, result->share, tip);
  gtk_label_set_text (row->name, result->competency->name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->name), result->competency->about);
  gtk_label_set_text (row->stages, stages->str);
  gtk_label_set_text (row->weight, weight);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->weight), _ ("Share of the weight"));
  gtk_level_bar_set_value (row->bar, share);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row->bar), tip);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row->bar), GTK_ACCESSIBLE_PROPERTY_LABEL, tip, -1);
  gtk_widget_set_visible (row->score, !evaluation->withheld && result->score.defined);
  plumb_score_chip_set_figure (row->score, &result->score, loop->template->points, result->competency->name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

void
plumb_evidence_row_set_narrow (PlumbEvidenceRow *row, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_ROW (row));
  gtk_widget_set_size_request (GTK_WIDGET (row->bar), narrow ? 48 : 140, -1);
}
