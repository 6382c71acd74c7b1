/* evidence-matrix.c - see evidence-matrix.h. The grid is built anew for each evaluation: a loop is small. */

#include "ui/evidence-matrix.h"

#include "app/text.h"
#include "ui/evidence-detail.h"
#include "ui/style.h"

struct _PlumbEvidenceMatrix
{
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *scroller;
  GtkWidget *grid;

  /* owned references */
  PlumbEvaluation *evaluation;

  PlumbMatrixOrder order;
};

G_DEFINE_FINAL_TYPE (PlumbEvidenceMatrix, plumb_evidence_matrix, GTK_TYPE_WIDGET)

/* Columns: name, weight, a column a counted card, the panel, a column a shadow's card. */
#define FIRST_CARD 2

static const PlumbLoop *
get_loop (PlumbEvidenceMatrix *matrix)
{
  return plumb_snapshot_get_loop (matrix->evaluation->snapshot);
}

static GtkWidget *
make_label (const char *text, float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

/* The cards that are columns, counted ones or shadows. */
static GPtrArray *
list_columns (PlumbEvidenceMatrix *matrix, gboolean counted)
{
  const PlumbLoop *loop = get_loop (matrix);
  GPtrArray *columns = g_ptr_array_new ();

  for (guint i = 0; i < loop->assignments->len; i++)
    {
      PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, i);
      gboolean shown = counted ? plumb_assignment_is_counted (assignment)
                               : assignment->seat == PLUMB_SEAT_SHADOW && assignment->card->state == PLUMB_CARD_SUBMITTED
                                     && assignment->skip_reason == NULL;

      if (shown && !assignment->card->withheld)
        g_ptr_array_add (columns, assignment);
    }
  return columns;
}

static void
add_head (PlumbEvidenceMatrix *matrix, const PlumbAssignment *assignment, int column)
{
  const PlumbLoop *loop = get_loop (matrix);
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *person = make_label (name, 0.5f, "matrix-head");

  gtk_label_set_ellipsize (GTK_LABEL (person), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (person), 13);
  gtk_widget_set_tooltip_text (person, name);
  gtk_box_append (GTK_BOX (box), person);
  gtk_box_append (GTK_BOX (box), make_label (stage != NULL ? stage->short_title : "", 0.5f, "matrix-head"));
  if (assignment->seat == PLUMB_SEAT_SHADOW)
    gtk_box_append (GTK_BOX (box), make_label ("shadow", 0.5f, "matrix-head"));
  gtk_widget_set_valign (box, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (matrix->grid), box, column, 0, 1, 1);
}

static void
fill_detail_cb (GtkMenuButton *button, gpointer data)
{
  PlumbEvidenceMatrix *matrix = data;
  const char *competency = g_object_get_data (G_OBJECT (button), "competency");
  const char *assignment = g_object_get_data (G_OBJECT (button), "assignment");
  GtkWidget *popover;

  if (gtk_menu_button_get_popover (button) != NULL)
    return;
  popover = gtk_popover_new ();
  gtk_popover_set_child (GTK_POPOVER (popover), plumb_evidence_detail_new (matrix->evaluation->snapshot, assignment, competency));
  gtk_menu_button_set_popover (button, popover);
}

/* "3.3", or a dash for a card without a score here. */
static GtkWidget *
make_cell (PlumbEvidenceMatrix *matrix, const PlumbCompetencyResult *result, const PlumbAssignment *assignment)
{
  const PlumbLoop *loop = get_loop (matrix);
  const PlumbCardScore *score = plumb_competency_result_get_card (result, assignment);
  const char *name = plumb_loop_get_person_name (loop, assignment->person);
  GtkWidget *button, *label;
  g_autofree char *spoken = NULL;

  if (score == NULL)
    {
      label = make_label ("–", 0.5f, "matrix-cell");
      spoken = g_strdup_printf ("%s, %s: no score", name, result->competency->name);
      gtk_widget_add_css_class (label, "matrix-none");
      gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
      return label;
    }
  button = gtk_menu_button_new ();
  label = make_label (score->score.text, 0.5f, NULL);
  gtk_menu_button_set_child (GTK_MENU_BUTTON (button), label);
  gtk_widget_add_css_class (button, "matrix-cell");
  plumb_widget_set_score_style (button, plumb_figure_style (&score->score, loop->template->points));
  if (result->split && score->counted)
    gtk_widget_add_css_class (button, "split");
  spoken = g_strdup_printf ("%s, %s: %s%s", name, result->competency->name, score->score.text,
                            result->split && score->counted ? ", the panel is split here" : "");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  gtk_widget_set_tooltip_text (button, "Show the evidence behind this score");
  g_object_set_data_full (G_OBJECT (button), "competency", g_strdup (result->competency->key), g_free);
  g_object_set_data_full (G_OBJECT (button), "assignment", g_strdup (assignment->id), g_free);
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_detail_cb, matrix, NULL);
  return button;
}

static GtkWidget *
make_panel_cell (PlumbEvidenceMatrix *matrix, const PlumbCompetencyResult *result)
{
  GtkWidget *label = make_label (result->score.text, 0.5f, "matrix-cell");
  g_autofree char *spoken
      = g_strdup_printf ("Panel, %s: %s", result->competency->name, result->score.defined ? result->score.text : "not covered");

  plumb_widget_set_score_style (label, plumb_figure_style (&result->score, get_loop (matrix)->template->points));
  gtk_accessible_update_property (GTK_ACCESSIBLE (label), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
  if (!result->score.defined)
    gtk_widget_add_css_class (label, "matrix-none");
  return label;
}

static void
add_row (PlumbEvidenceMatrix *matrix, const PlumbCompetencyResult *result, GPtrArray *cards, GPtrArray *shadows, int row)
{
  GtkGrid *grid = GTK_GRID (matrix->grid);
  GtkWidget *name = make_label (result->competency->name, 0, "matrix-name");
  g_autofree char *share = g_strdup_printf ("%.3g %%", result->share);
  int column = FIRST_CARD;

  gtk_label_set_wrap (GTK_LABEL (name), TRUE);
  gtk_label_set_width_chars (GTK_LABEL (name), 16);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_widget_set_hexpand (name, TRUE);
  gtk_widget_set_tooltip_text (name, result->competency->about);
  gtk_grid_attach (grid, name, 0, row, 1, 1);
  gtk_grid_attach (grid, make_label (share, 0, "secondary"), 1, row, 1, 1);
  for (guint i = 0; i < cards->len; i++)
    gtk_grid_attach (grid, make_cell (matrix, result, g_ptr_array_index (cards, i)), column++, row, 1, 1);
  gtk_grid_attach (grid, make_panel_cell (matrix, result), column++, row, 1, 1);
  for (guint i = 0; i < shadows->len; i++)
    gtk_grid_attach (grid, make_cell (matrix, result, g_ptr_array_index (shadows, i)), column++, row, 1, 1);
}

static int
compare_spread (gconstpointer a, gconstpointer b)
{
  const PlumbCompetencyResult *first = *(const PlumbCompetencyResult *const *)a;
  const PlumbCompetencyResult *second = *(const PlumbCompetencyResult *const *)b;

  return (first->spread.value < second->spread.value) - (first->spread.value > second->spread.value);
}

static int
compare_share (gconstpointer a, gconstpointer b)
{
  const PlumbCompetencyResult *first = *(const PlumbCompetencyResult *const *)a;
  const PlumbCompetencyResult *second = *(const PlumbCompetencyResult *const *)b;

  return (first->share < second->share) - (first->share > second->share);
}

static void
rebuild (PlumbEvidenceMatrix *matrix)
{
  g_autoptr (GPtrArray) cards = NULL;
  g_autoptr (GPtrArray) shadows = NULL;
  g_autoptr (GPtrArray) results = g_ptr_array_new ();
  GtkWidget *grid = gtk_grid_new ();
  GtkWidget *panel;

  matrix->grid = grid;
  gtk_widget_add_css_class (grid, "matrix");
  gtk_widget_set_margin_bottom (grid, 10); /* where the scroll bar lies over it */
  gtk_grid_set_row_spacing (GTK_GRID (grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (grid), 6);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (matrix->scroller), grid);
  if (matrix->evaluation == NULL)
    return;
  cards = list_columns (matrix, TRUE);
  shadows = list_columns (matrix, FALSE);
  for (guint i = 0; i < cards->len; i++)
    add_head (matrix, g_ptr_array_index (cards, i), FIRST_CARD + (int)i);
  panel = make_label ("Panel", 0.5f, "matrix-panel");
  gtk_widget_set_valign (panel, GTK_ALIGN_END);
  gtk_grid_attach (GTK_GRID (grid), panel, FIRST_CARD + (int)cards->len, 0, 1, 1);
  for (guint i = 0; i < shadows->len; i++)
    add_head (matrix, g_ptr_array_index (shadows, i), FIRST_CARD + 1 + (int)(cards->len + i));
  for (guint i = 0; i < matrix->evaluation->competencies->len; i++)
    g_ptr_array_add (results, g_ptr_array_index (matrix->evaluation->competencies, i));
  g_ptr_array_sort (results, matrix->order == PLUMB_MATRIX_BY_SPREAD ? compare_spread : compare_share);
  for (guint i = 0; i < results->len; i++)
    add_row (matrix, g_ptr_array_index (results, i), cards, shadows, (int)i + 1);
}

static void
plumb_evidence_matrix_dispose (GObject *object)
{
  PlumbEvidenceMatrix *matrix = PLUMB_EVIDENCE_MATRIX (object);

  g_clear_pointer (&matrix->scroller, gtk_widget_unparent);
  g_clear_pointer (&matrix->evaluation, plumb_evaluation_unref);
  G_OBJECT_CLASS (plumb_evidence_matrix_parent_class)->dispose (object);
}

static void
plumb_evidence_matrix_class_init (PlumbEvidenceMatrixClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_evidence_matrix_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "evidence-matrix");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_evidence_matrix_init (PlumbEvidenceMatrix *matrix)
{
  matrix->scroller = gtk_scrolled_window_new ();
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (matrix->scroller), GTK_POLICY_AUTOMATIC, GTK_POLICY_NEVER);
  gtk_scrolled_window_set_propagate_natural_width (GTK_SCROLLED_WINDOW (matrix->scroller), TRUE);
  gtk_widget_set_parent (matrix->scroller, GTK_WIDGET (matrix));
  gtk_accessible_update_property (GTK_ACCESSIBLE (matrix), GTK_ACCESSIBLE_PROPERTY_LABEL, "Evidence by competency", -1);
}

GtkWidget *
plumb_evidence_matrix_new (void)
{
  return g_object_new (PLUMB_TYPE_EVIDENCE_MATRIX, NULL);
}

void
plumb_evidence_matrix_set_evaluation (PlumbEvidenceMatrix *matrix, PlumbEvaluation *evaluation)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_MATRIX (matrix));

  if (matrix->evaluation == evaluation)
    return;
  g_clear_pointer (&matrix->evaluation, plumb_evaluation_unref);
  matrix->evaluation = evaluation != NULL ? plumb_evaluation_ref (evaluation) : NULL;
  rebuild (matrix);
}

void
plumb_evidence_matrix_set_order (PlumbEvidenceMatrix *matrix, PlumbMatrixOrder order)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_MATRIX (matrix));

  if (matrix->order == order)
    return;
  matrix->order = order;
  rebuild (matrix);
}
