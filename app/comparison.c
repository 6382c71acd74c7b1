/* comparison.c - columns from evaluations, their order, and what may be said of it. */
#include "app/comparison.h"

#include "app/phrase.h"
#include "app/vote-move.h"

#include <string.h>

#define NAMES_MAX 4 /* that a remark lists */

static void
column_free (gpointer data)
{
  PlumbCandidateColumn *column = data;

  g_clear_pointer (&column->evaluation, plumb_evaluation_unref);
  g_free (column->name);
  g_free (column->reason);
  g_free (column);
}

static void
row_free (gpointer data)
{
  PlumbComparisonRow *row = data;

  g_free (row->key);
  g_free (row->name);
  g_free (row);
}

/* Why the candidate stands in no order; "" when they do. */
static char *
dup_reason (const PlumbEvaluation *evaluation)
{
  const PlumbGate *coverage = plumb_evaluation_get_gate (evaluation, "coverage");

  if (evaluation->withheld)
    return g_strdup ("The cards of this loop are not open to you");
  if (!evaluation->composite.defined)
    return g_strdup ("Nothing is scored yet");
  if (coverage != NULL && coverage->state != PLUMB_GATE_PASS)
    return g_strdup_printf ("Coverage %s %% is below the %s %% from which candidates are ranked", coverage->figure.text,
                            coverage->threshold.text);
  return g_strdup ("");
}

static double
get_place (const PlumbFigure *figure, int points)
{
  return points > 1 ? CLAMP ((figure->value - 1) / (points - 1), 0, 1) : 0;
}

/* The end of the range: the bounds, what moved weights give, or the composite itself, whichever reaches furthest. */
static const PlumbFigure *
get_end (const PlumbEvaluation *evaluation, gboolean highest)
{
  const PlumbFigure *figures[]
      = { highest ? &evaluation->high : &evaluation->low, highest ? &evaluation->weights_high : &evaluation->weights_low };
  const PlumbFigure *end = &evaluation->composite;

  for (guint i = 0; i < G_N_ELEMENTS (figures); i++)
    if (figures[i]->defined && (highest ? figures[i]->value > end->value : figures[i]->value < end->value))
      end = figures[i];
  return end;
}

static void
count_flags (PlumbCandidateColumn *column)
{
  for (guint i = 0; i < column->loop->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (column->loop->flags, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (column->loop, flag->assignment);

      if (flag->state != PLUMB_FLAG_CLEARED && plumb_flag_get_merge (flag) == NULL && assignment != NULL
          && assignment->card->state == PLUMB_CARD_SUBMITTED)
        column->n_flags[flag->severity]++;
    }
}

static void
count_votes (PlumbCandidateColumn *column)
{
  guint counts[PLUMB_RECOMMENDATION_NO_DECISION + 1];

  plumb_vote_move_count_standing (column->loop, counts);
  column->n_votes[0] = counts[PLUMB_RECOMMENDATION_YES] + counts[PLUMB_RECOMMENDATION_STRONG_YES];
  column->n_votes[1] = counts[PLUMB_RECOMMENDATION_NO] + counts[PLUMB_RECOMMENDATION_STRONG_NO];
}

static PlumbCandidateColumn *
column_new (PlumbEvaluation *evaluation)
{
  PlumbCandidateColumn *column = g_new0 (PlumbCandidateColumn, 1);
  int points;

  column->evaluation = plumb_evaluation_ref (evaluation);
  column->loop = plumb_snapshot_get_loop (evaluation->snapshot);
  column->name = plumb_phrase_dup_name (column->loop->candidate->name);
  column->reason = dup_reason (evaluation);
  column->comparable = *column->reason == '\0';
  column->n_in = evaluation->n_counted;
  if (evaluation->withheld)
    return column;
  points = column->loop->template->points;
  if (evaluation->composite.defined)
    {
      column->composite = get_place (&evaluation->composite, points);
      column->low = get_place (get_end (evaluation, FALSE), points);
      column->high = get_place (get_end (evaluation, TRUE), points);
    }
  count_flags (column);
  count_votes (column);
  column->n_card_flips = plumb_evaluation_count_card_flips (evaluation);
  return column;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const PlumbCandidateColumn *one = *(PlumbCandidateColumn *const *)a;
  const PlumbCandidateColumn *two = *(PlumbCandidateColumn *const *)b;
  int order = two->comparable - one->comparable;

  if (order == 0)
    order = g_utf8_collate (one->name, two->name);
  return order != 0 ? order : strcmp (one->loop->id, two->loop->id);
}

static int
compare_composites (gconstpointer a, gconstpointer b)
{
  const PlumbCandidateColumn *one = *(PlumbCandidateColumn *const *)a;
  const PlumbCandidateColumn *two = *(PlumbCandidateColumn *const *)b;

  if (one->comparable && two->comparable && one->composite != two->composite)
    return one->composite > two->composite ? -1 : 1;
  return compare_names (a, b);
}

static void
add_rows (PlumbComparison *comparison, const PlumbTemplate *template)
{
  for (guint i = 0; i < template->competencies->len; i++)
    {
      const PlumbCompetency *competency = g_ptr_array_index (template->competencies, i);
      gboolean known = FALSE;
      PlumbComparisonRow *row;

      for (guint k = 0; k < comparison->rows->len; k++)
        known = known || g_str_equal (((PlumbComparisonRow *)g_ptr_array_index (comparison->rows, k))->key, competency->key);
      if (known)
        continue;
      row = g_new0 (PlumbComparisonRow, 1);
      row->key = g_strdup (competency->key);
      row->name = g_strdup (competency->name);
      g_ptr_array_add (comparison->rows, row);
    }
}

static char *
dup_name_list (GPtrArray *names)
{
  g_ptr_array_add (names, NULL);
  return plumb_phrase_dup_list ((char **)names->pdata, "and", NAMES_MAX);
}

/* One sentence a candidate: whom nothing tells them apart from, each pair once. */
static void
remark_alike (PlumbComparison *comparison)
{
  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *one = g_ptr_array_index (comparison->columns, i);
      g_autoptr (GPtrArray) names = g_ptr_array_new ();
      g_autofree char *list = NULL;

      for (guint k = i + 1; k < comparison->columns->len; k++)
        {
          const PlumbCandidateColumn *two = g_ptr_array_index (comparison->columns, k);

          if (plumb_comparison_is_alike (one, two))
            g_ptr_array_add (names, two->name);
        }
      if (names->len == 0)
        continue;
      list = dup_name_list (names);
      g_ptr_array_add (comparison->remarks,
                       g_strdup_printf ("Not told apart, as their ranges overlap: %s and %s.", one->name, list));
    }
}

static void
remark_provisional (PlumbComparison *comparison)
{
  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbCandidateColumn *column = g_ptr_array_index (comparison->columns, i);
      g_autofree char *number = plumb_phrase_dup_number (column->evaluation->n_awaited);

      if (column->comparable && column->evaluation->n_awaited > 0)
        g_ptr_array_add (comparison->remarks,
                         g_strdup_printf ("The figures of %s are provisional: %s card%s not in yet.", column->name, number,
                                          column->evaluation->n_awaited == 1 ? " is" : "s are"));
    }
}

static void
remark_templates (PlumbComparison *comparison)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *list = NULL;

  for (guint i = 0; i < comparison->columns->len; i++)
    {
      const PlumbTemplate *template = ((PlumbCandidateColumn *)g_ptr_array_index (comparison->columns, i))->loop->template;
      g_autofree char *name = g_strdup_printf ("“%s”, version %d", template->title, template->version);

      if (!g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
        g_ptr_array_add (names, g_steal_pointer (&name));
    }
  if (names->len < 2)
    return;
  list = dup_name_list (names);
  g_ptr_array_add (comparison->remarks,
                   g_strdup_printf ("The loops follow different templates, %s: weights, questions and thresholds differ.", list));
}

PlumbComparison *
plumb_comparison_new (GPtrArray *evaluations, gboolean by_composite)
{
  PlumbComparison *comparison = g_new0 (PlumbComparison, 1);

  g_return_val_if_fail (evaluations != NULL, NULL);
  comparison->columns = g_ptr_array_new_with_free_func (column_free);
  comparison->rows = g_ptr_array_new_with_free_func (row_free);
  comparison->remarks = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < evaluations->len; i++)
    g_ptr_array_add (comparison->columns, column_new (g_ptr_array_index (evaluations, i)));
  g_ptr_array_sort (comparison->columns, by_composite ? compare_composites : compare_names);
  for (guint i = 0; i < comparison->columns->len; i++)
    add_rows (comparison, ((PlumbCandidateColumn *)g_ptr_array_index (comparison->columns, i))->loop->template);
  remark_alike (comparison);
  remark_provisional (comparison);
  remark_templates (comparison);
  return comparison;
}

void
plumb_comparison_free (PlumbComparison *comparison)
{
  if (comparison == NULL)
    return;
  g_ptr_array_unref (comparison->columns);
  g_ptr_array_unref (comparison->rows);
  g_ptr_array_unref (comparison->remarks);
  g_free (comparison);
}

gboolean
plumb_comparison_is_alike (const PlumbCandidateColumn *one, const PlumbCandidateColumn *two)
{
  g_return_val_if_fail (one != NULL && two != NULL, FALSE);
  return one->comparable && two->comparable && one->low <= two->high && two->low <= one->high;
}

const PlumbCompetencyResult *
plumb_comparison_get_result (const PlumbCandidateColumn *column, const PlumbComparisonRow *row)
{
  g_return_val_if_fail (column != NULL && row != NULL, NULL);
  for (guint i = 0; i < column->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (column->evaluation->competencies, i);

      if (g_str_equal (result->competency->key, row->key))
        return result;
    }
  return NULL;
}

static char *
dup_composite (const PlumbCandidateColumn *column)
{
  const PlumbEvaluation *evaluation = column->evaluation;

  if (!evaluation->composite.defined)
    return g_strdup ("–");
  return g_strdup_printf ("%s of %d", evaluation->composite.text, column->loop->template->points);
}

static char *
dup_coverage (const PlumbCandidateColumn *column)
{
  return column->evaluation->coverage.defined ? g_strdup_printf ("%s %%", column->evaluation->coverage.text) : g_strdup ("–");
}

/* On the candidate's own scale. */
static char *
dup_range (const PlumbCandidateColumn *column)
{
  const PlumbEvaluation *evaluation = column->evaluation;

  if (!evaluation->composite.defined)
    return g_strdup ("–");
  return g_strdup_printf ("%s–%s", get_end (evaluation, FALSE)->text, get_end (evaluation, TRUE)->text);
}

static char *
dup_cards (const PlumbCandidateColumn *column)
{
  return g_strdup_printf ("%u of %u in", column->n_in, column->n_in + column->evaluation->n_awaited);
}

static char *
dup_flags (const PlumbCandidateColumn *column)
{
  GString *text = g_string_new (NULL);

  for (int severity = PLUMB_SEVERITY_CRITICAL; severity >= PLUMB_SEVERITY_MINOR; severity--)
    if (column->n_flags[severity] > 0)
      g_string_append_printf (text, "%s%u %s", text->len > 0 ? ", " : "", column->n_flags[severity],
                              plumb_severity_to_nick ((PlumbSeverity)severity));
  if (text->len == 0)
    g_string_append (text, column->evaluation->withheld ? "–" : "none");
  return g_string_free (text, FALSE);
}

static char *
dup_votes (const PlumbCandidateColumn *column)
{
  if (column->evaluation->withheld)
    return g_strdup ("–");
  return g_strdup_printf ("%u for, %u against%s", column->n_votes[0], column->n_votes[1],
                          column->evaluation->votes_split ? ": split" : "");
}

static char *
dup_outcome (const PlumbCandidateColumn *column)
{
  return column->evaluation->withheld ? g_strdup ("–") : g_strdup (plumb_outcome_to_label (column->evaluation->outcome));
}

static char *
dup_firmness (const PlumbCandidateColumn *column)
{
  if (column->evaluation->withheld || !column->evaluation->composite.defined)
    return g_strdup ("–");
  if (column->n_card_flips == 0 && column->evaluation->weights_flips == 0)
    return g_strdup ("firm");
  return g_strdup_printf ("turns on %u card%s, %u weight%s", column->n_card_flips, column->n_card_flips == 1 ? "" : "s",
                          column->evaluation->weights_flips, column->evaluation->weights_flips == 1 ? "" : "s");
}

static char *
dup_decision (const PlumbCandidateColumn *column)
{
  const PlumbDecision *decision = plumb_loop_get_decision (column->loop);

  return g_strdup (decision != NULL ? plumb_decision_to_label (decision->value) : "–");
}

static const struct
{
  const char *heading;
  char *(*dup) (const PlumbCandidateColumn *column);
} cells[] = {
  { "Composite", dup_composite }, { "Range", dup_range },       { "Coverage", dup_coverage },
  { "Outcome", dup_outcome },     { "Firmness", dup_firmness }, { "Cards", dup_cards },
  { "Red flags", dup_flags },     { "Votes", dup_votes },       { "Decision", dup_decision },
};

const char *
plumb_comparison_get_heading (guint what)
{
  return what < G_N_ELEMENTS (cells) ? cells[what].heading : NULL;
}

char *
plumb_comparison_dup_cell (const PlumbCandidateColumn *column, guint what)
{
  g_return_val_if_fail (column != NULL && what < G_N_ELEMENTS (cells), NULL);
  return cells[what].dup (column);
}

char *
plumb_comparison_dup_text (const PlumbComparison *comparison)
{
  GString *text = g_string_new ("Candidate");

  g_return_val_if_fail (comparison != NULL, NULL);
  for (guint i = 0; i < comparison->columns->len; i++)
    g_string_append_printf (text, "\t%s", ((PlumbCandidateColumn *)g_ptr_array_index (comparison->columns, i))->name);
  for (guint what = 0; what < G_N_ELEMENTS (cells); what++)
    {
      g_string_append_printf (text, "\n%s", cells[what].heading);
      for (guint i = 0; i < comparison->columns->len; i++)
        {
          g_autofree char *cell = cells[what].dup (g_ptr_array_index (comparison->columns, i));

          g_string_append_printf (text, "\t%s", cell);
        }
    }
  for (guint r = 0; r < comparison->rows->len; r++)
    {
      const PlumbComparisonRow *row = g_ptr_array_index (comparison->rows, r);

      g_string_append_printf (text, "\n%s", row->name);
      for (guint i = 0; i < comparison->columns->len; i++)
        {
          const PlumbCompetencyResult *result = plumb_comparison_get_result (g_ptr_array_index (comparison->columns, i), row);

          g_string_append_printf (text, "\t%s", result != NULL ? result->score.text : "");
        }
    }
  g_string_append (text, "\nNot ranked");
  for (guint i = 0; i < comparison->columns->len; i++)
    g_string_append_printf (text, "\t%s", ((PlumbCandidateColumn *)g_ptr_array_index (comparison->columns, i))->reason);
  for (guint i = 0; i < comparison->remarks->len; i++)
    g_string_append_printf (text, "\n%s", (char *)g_ptr_array_index (comparison->remarks, i));
  g_string_append_c (text, '\n');
  return g_string_free (text, FALSE);
}
