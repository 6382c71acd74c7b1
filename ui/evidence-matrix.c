/* evidence-matrix.c - see evidence-matrix.h. The grid is built anew for each evaluation: a loop is small. One cell at a time takes part in
 * the Tab order; the arrows move that role along. */

#include "ui/evidence-matrix.h"

#include "ui/evidence-cell.h"
#include "ui/evidence-pane.h"
#include "ui/scroll-to.h"
#include "ui/side-scroller.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbEvidenceMatrix
{
  GtkWidget parent_instance;

  /* widgets */
  GtkWidget *box;
  GtkWidget *scroller;
  GtkWidget *grid;
  GtkWidget *legend;
  GtkWidget *pane; /* owned: what stands behind the open cell, wherever that is */

  /* owned */
  PlumbEvaluation *evaluation;
  GPtrArray *cells; /* of Cell: what can be opened, row by row */
  char *competency; /* of the cell in hand; NULL: the first */
  char *assignment; /* of the cell in hand; NULL: the competency's name */

  PlumbMatrixOrder order;
  int n_columns;
  gboolean narrow;
  gboolean open;
  gboolean marking; /* setting the toggles ourselves */
};

G_DEFINE_FINAL_TYPE (PlumbEvidenceMatrix, plumb_evidence_matrix, GTK_TYPE_WIDGET)

/* A button of the grid. The strings are borrowed from the evaluation. */
typedef struct
{
  GtkWidget *button;
  const char *competency;
  const char *assignment; /* NULL: the competency's name */
  int row;
  int column;
} Cell;

/* Columns: name, weight, a column a counted card, the panel, a column a shadow's card. Every other row is kept for the evidence. */
#define FIRST_CARD 2
#define APART 22 /* pixels before the shadows */
#define GRID_ROW(position) (2 * (int)(position) + 1)

static const PlumbLoop *
get_loop (PlumbEvidenceMatrix *matrix)
{
  return plumb_snapshot_get_loop (matrix->evaluation->snapshot);
}

/* The cell in hand: the one last gone to, where it still is. */

static Cell *
find_cell (PlumbEvidenceMatrix *matrix, GtkWidget *button)
{
  for (guint i = 0; i < matrix->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (matrix->cells, i);

      if (cell->button == button)
        return cell;
    }
  return NULL;
}

static Cell *
get_current (PlumbEvidenceMatrix *matrix)
{
  for (guint i = 0; i < matrix->cells->len; i++)
    {
      Cell *cell = g_ptr_array_index (matrix->cells, i);

      if (g_strcmp0 (cell->competency, matrix->competency) == 0 && g_strcmp0 (cell->assignment, matrix->assignment) == 0)
        return cell;
    }
  return matrix->cells->len > 0 ? g_ptr_array_index (matrix->cells, 0) : NULL;
}

/* Toggles and Tab order follow the cell in hand. */
static void
mark_cells (PlumbEvidenceMatrix *matrix)
{
  const Cell *current = get_current (matrix);

  matrix->marking = TRUE;
  for (guint i = 0; i < matrix->cells->len; i++)
    {
      const Cell *cell = g_ptr_array_index (matrix->cells, i);

      gtk_widget_set_focusable (cell->button, cell == current);
      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (cell->button), matrix->open && cell == current);
    }
  matrix->marking = FALSE;
}

/* Below the row in hand; where the grid may be wider than what is seen of it, below the whole grid. */
static void
place_pane (PlumbEvidenceMatrix *matrix, const Cell *current)
{
  GtkWidget *parent = gtk_widget_get_parent (matrix->pane);

  if (parent == matrix->box)
    gtk_box_remove (GTK_BOX (parent), matrix->pane);
  else if (parent != NULL)
    gtk_grid_remove (GTK_GRID (parent), matrix->pane);
  if (current == NULL)
    return;
  if (matrix->narrow)
    gtk_box_insert_child_after (GTK_BOX (matrix->box), matrix->pane, matrix->scroller);
  else
    gtk_grid_attach (GTK_GRID (matrix->grid), matrix->pane, 0, current->row + 1, matrix->n_columns, 1);
}

static void
show_pane (PlumbEvidenceMatrix *matrix)
{
  const Cell *current = matrix->open ? get_current (matrix) : NULL;

  place_pane (matrix, current);
  if (current != NULL)
    plumb_evidence_pane_show (PLUMB_EVIDENCE_PANE (matrix->pane), matrix->evaluation, current->assignment, current->competency);
}

static void
go_to (PlumbEvidenceMatrix *matrix, const Cell *cell)
{
  plumb_set_string (&matrix->competency, cell->competency);
  plumb_set_string (&matrix->assignment, cell->assignment);
  mark_cells (matrix);
  gtk_widget_grab_focus (cell->button);
  show_pane (matrix);
  if (matrix->open)
    plumb_scroll_to (cell->button, matrix->pane);
}

static void
close_pane (PlumbEvidenceMatrix *matrix)
{
  matrix->open = FALSE;
  mark_cells (matrix);
  show_pane (matrix);
  if (get_current (matrix) != NULL)
    gtk_widget_grab_focus (get_current (matrix)->button);
}

/* The next cell that opens in a direction; up and down go to the nearest column of that row. */
static const Cell *
find_neighbour (PlumbEvidenceMatrix *matrix, const Cell *from, int rows, int columns)
{
  const Cell *best = NULL;
  int best_distance = G_MAXINT;

  for (guint i = 0; i < matrix->cells->len; i++)
    {
      const Cell *cell = g_ptr_array_index (matrix->cells, i);
      int distance = ABS (cell->column - from->column);

      if (cell->row != from->row + 2 * rows || (columns != 0 && (cell->column - from->column) * columns <= 0))
        continue;
      if (distance >= best_distance)
        continue;
      best = cell;
      best_distance = distance;
    }
  return best;
}

/* Callbacks. */

static void
toggled_cb (GtkToggleButton *button, PlumbEvidenceMatrix *matrix)
{
  const Cell *cell = find_cell (matrix, GTK_WIDGET (button));

  if (matrix->marking || cell == NULL)
    return;
  matrix->open = gtk_toggle_button_get_active (button);
  go_to (matrix, cell);
}

static gboolean
key_cb (PlumbEvidenceMatrix *matrix, guint value, guint code, GdkModifierType modifiers)
{
  static const struct
  {
    guint key;
    int rows;
    int columns;
  } moves[] = { { GDK_KEY_Left, 0, -1 }, { GDK_KEY_Right, 0, 1 }, { GDK_KEY_Up, -1, 0 }, { GDK_KEY_Down, 1, 0 } };
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (matrix));
  const Cell *from = root != NULL ? find_cell (matrix, gtk_root_get_focus (root)) : NULL;

  if (value == GDK_KEY_Escape && matrix->open)
    {
      close_pane (matrix);
      return GDK_EVENT_STOP;
    }
  if (from == NULL || (modifiers & gtk_accelerator_get_default_mod_mask ()) != 0)
    return GDK_EVENT_PROPAGATE;
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      const Cell *next = moves[i].key == value ? find_neighbour (matrix, from, moves[i].rows, moves[i].columns) : NULL;

      if (next != NULL)
        {
          go_to (matrix, next);
          return GDK_EVENT_STOP;
        }
    }
  return GDK_EVENT_PROPAGATE;
}

/* The grid. */

static GtkWidget *
make_label (const char *text, float xalign, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static void
attach_cell (PlumbEvidenceMatrix *matrix, GtkWidget *button, const char *competency, const char *assignment, int column, int row)
{
  Cell *cell;

  gtk_grid_attach (GTK_GRID (matrix->grid), button, column, row, 1, 1);
  if (!GTK_IS_TOGGLE_BUTTON (button))
    return;
  cell = g_new0 (Cell, 1);
  *cell = (Cell){ button, competency, assignment, row, column };
  g_ptr_array_add (matrix->cells, cell);
  g_signal_connect_object (button, "toggled", G_CALLBACK (toggled_cb), matrix, 0);
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
add_head (PlumbEvidenceMatrix *matrix, const PlumbAssignment *assignment, int column, gboolean apart)
{
  GtkWidget *head = plumb_evidence_head_new (get_loop (matrix), assignment);

  gtk_widget_set_margin_start (head, apart ? APART : 0);
  gtk_grid_attach (GTK_GRID (matrix->grid), head, column, 0, 1, 1);
}

static GtkWidget *
make_name (PlumbEvidenceMatrix *matrix, const PlumbCompetencyResult *result)
{
  GtkWidget *button = gtk_toggle_button_new ();
  GtkWidget *name = plumb_label_new (matrix->narrow ? result->competency->short_name : result->competency->name, "matrix-name");
  g_autofree char *spoken
      = g_strdup_printf (_ ("%s, %.3g %% of the weight: evidence of all cards"), result->competency->name, result->share);

  gtk_label_set_width_chars (GTK_LABEL (name), matrix->narrow ? 10 : 16);
  gtk_label_set_max_width_chars (GTK_LABEL (name), 24);
  gtk_button_set_child (GTK_BUTTON (button), name);
  gtk_widget_set_hexpand (button, TRUE);
  gtk_widget_set_tooltip_text (button, result->competency->about);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "matrix-row");
  plumb_button_set_name (button, spoken);
  return button;
}

static void
add_row (PlumbEvidenceMatrix *matrix, const PlumbCompetencyResult *result, GPtrArray *cards, GPtrArray *shadows, int row)
{
  const PlumbLoop *loop = get_loop (matrix);
  GtkGrid *grid = GTK_GRID (matrix->grid);
  g_autofree char *share = g_strdup_printf ("%.3g %%", result->share);
  int column = FIRST_CARD;

  attach_cell (matrix, make_name (matrix, result), result->competency->key, NULL, 0, row);
  gtk_grid_attach (grid, make_label (share, 1, "secondary"), 1, row, 1, 1);
  for (guint i = 0; i < cards->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (cards, i);

      attach_cell (matrix, plumb_evidence_cell_new (loop, result, assignment), result->competency->key, assignment->id, column++,
                   row);
    }
  gtk_grid_attach (grid, plumb_evidence_panel_cell_new (loop, result), column, row, 1, 1);
  column++;
  for (guint i = 0; i < shadows->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (shadows, i);
      GtkWidget *cell = plumb_evidence_cell_new (loop, result, assignment);

      gtk_widget_set_margin_start (cell, i == 0 ? APART : 0);
      attach_cell (matrix, cell, result->competency->key, assignment->id, column++, row);
    }
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
fill_grid (PlumbEvidenceMatrix *matrix)
{
  g_autoptr (GPtrArray) cards = list_columns (matrix, TRUE);
  g_autoptr (GPtrArray) shadows = list_columns (matrix, FALSE);
  g_autoptr (GPtrArray) results = g_ptr_array_copy (matrix->evaluation->competencies, NULL, NULL);
  int panel = FIRST_CARD + (int)cards->len;
  GtkWidget *head = make_label (_ ("Panel"), 0.5f, "matrix-panel");

  matrix->n_columns = panel + 1 + (int)shadows->len;
  gtk_widget_set_valign (head, GTK_ALIGN_END);
  g_ptr_array_set_free_func (results, NULL);
  g_ptr_array_sort (results, matrix->order == PLUMB_MATRIX_BY_SPREAD ? compare_spread : compare_share);
  for (guint i = 0; i < cards->len; i++)
    add_head (matrix, g_ptr_array_index (cards, i), FIRST_CARD + (int)i, FALSE);
  gtk_grid_attach (GTK_GRID (matrix->grid), head, panel, 0, 1, 1);
  for (guint i = 0; i < shadows->len; i++)
    add_head (matrix, g_ptr_array_index (shadows, i), panel + 1 + (int)i, i == 0);
  for (guint i = 0; i < results->len; i++)
    add_row (matrix, g_ptr_array_index (results, i), cards, shadows, GRID_ROW (i));
}

static void
rebuild (PlumbEvidenceMatrix *matrix)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (matrix));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  gboolean had_focus = focus != NULL && find_cell (matrix, focus) != NULL;

  place_pane (matrix, NULL);
  g_ptr_array_set_size (matrix->cells, 0);
  matrix->grid = gtk_grid_new ();
  gtk_widget_add_css_class (matrix->grid, "matrix");
  gtk_grid_set_row_spacing (GTK_GRID (matrix->grid), 6);
  gtk_grid_set_column_spacing (GTK_GRID (matrix->grid), 6);
  plumb_side_scroller_set_child (PLUMB_SIDE_SCROLLER (matrix->scroller), matrix->grid);
  if (matrix->legend != NULL)
    gtk_box_remove (GTK_BOX (matrix->box), matrix->legend);
  matrix->legend = NULL;
  if (matrix->evaluation != NULL)
    {
      fill_grid (matrix);
      matrix->legend = plumb_evidence_legend_new (get_loop (matrix));
      gtk_box_append (GTK_BOX (matrix->box), matrix->legend);
    }
  mark_cells (matrix);
  show_pane (matrix);
  if (had_focus && get_current (matrix) != NULL)
    gtk_widget_grab_focus (get_current (matrix)->button);
}

static void
plumb_evidence_matrix_dispose (GObject *object)
{
  PlumbEvidenceMatrix *matrix = PLUMB_EVIDENCE_MATRIX (object);

  g_clear_object (&matrix->pane);
  g_clear_pointer (&matrix->box, gtk_widget_unparent);
  g_clear_pointer (&matrix->evaluation, plumb_evaluation_unref);
  G_OBJECT_CLASS (plumb_evidence_matrix_parent_class)->dispose (object);
}

static void
plumb_evidence_matrix_finalize (GObject *object)
{
  PlumbEvidenceMatrix *matrix = PLUMB_EVIDENCE_MATRIX (object);

  g_ptr_array_unref (matrix->cells);
  g_free (matrix->competency);
  g_free (matrix->assignment);
  G_OBJECT_CLASS (plumb_evidence_matrix_parent_class)->finalize (object);
}

static void
plumb_evidence_matrix_class_init (PlumbEvidenceMatrixClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_evidence_matrix_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_evidence_matrix_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "evidence-matrix");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
plumb_evidence_matrix_init (PlumbEvidenceMatrix *matrix)
{
  GtkEventController *keys = gtk_event_controller_key_new ();

  matrix->cells = g_ptr_array_new_with_free_func (g_free);
  matrix->box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  matrix->scroller = plumb_side_scroller_new ();
  matrix->pane = g_object_ref_sink (plumb_evidence_pane_new ());
  g_signal_connect_object (matrix->pane, "closed", G_CALLBACK (close_pane), matrix, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (matrix->box), matrix->scroller);
  gtk_widget_set_parent (matrix->box, GTK_WIDGET (matrix));
  gtk_accessible_update_property (GTK_ACCESSIBLE (matrix), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Evidence by competency"), -1);
  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_swapped (keys, "key-pressed", G_CALLBACK (key_cb), matrix);
  gtk_widget_add_controller (GTK_WIDGET (matrix), keys);
}

GtkWidget *
plumb_evidence_matrix_new (void)
{
  return g_object_new (PLUMB_TYPE_EVIDENCE_MATRIX, NULL);
}

void
plumb_evidence_matrix_set_evaluation (PlumbEvidenceMatrix *matrix, PlumbEvaluation *evaluation)
{
  g_autoptr (PlumbEvaluation) old = NULL; /* the cells borrow from it until they are built anew */

  g_return_if_fail (PLUMB_IS_EVIDENCE_MATRIX (matrix));

  if (matrix->evaluation == evaluation)
    return;
  old = g_steal_pointer (&matrix->evaluation);
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

void
plumb_evidence_matrix_set_narrow (PlumbEvidenceMatrix *matrix, gboolean narrow)
{
  g_return_if_fail (PLUMB_IS_EVIDENCE_MATRIX (matrix));

  if (matrix->narrow == narrow)
    return;
  matrix->narrow = narrow;
  rebuild (matrix);
}
