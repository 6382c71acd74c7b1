/* plan-view.c - see plan-view.h. Built anew when the plan is another one; the questions behind a row are made with it and hidden. */

#include "ui/plan-view.h"

#include "app/text.h"
#include "ui/fit-choice.h"
#include "ui/gap-list.h"
#include "ui/moment.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbPlanView
{
  GtkWidget parent_instance;

  /* children */
  GtkWidget *summary;
  GtkWidget *remarks;
  GtkWidget *matrix; /* holds the choice of the two forms */
  GtkWidget *panel;

  GPtrArray *rows;  /* of Row */
  char *signature;  /* of the plan that is shown */
  gboolean syncing; /* setting the toggles ourselves */
};

G_DEFINE_FINAL_TYPE (PlumbPlanView, plumb_plan_view, GTK_TYPE_WIDGET)

enum
{
  WIDE,
  NARROW,
  N_FORMS
};

/* A competency in both forms. */
typedef struct
{
  char *key;
  GtkWidget *toggles[N_FORMS];
  GtkWidget *details[N_FORMS];
} Row;

static void
row_free (gpointer data)
{
  Row *row = data;

  g_free (row->key);
  g_free (row);
}

static const PlumbPlanStage *
get_stage (const PlumbPlan *plan, guint position)
{
  return g_ptr_array_index (plan->stages, position);
}

static const PlumbPlanCell *
get_cell (const PlumbPlanCompetency *row, guint position)
{
  return &g_array_index (row->cells, PlumbPlanCell, position);
}

static void
toggled_cb (PlumbPlanView *view, GtkToggleButton *toggle)
{
  gboolean open = gtk_toggle_button_get_active (toggle);

  for (guint i = 0; i < view->rows->len && !view->syncing; i++)
    {
      const Row *row = g_ptr_array_index (view->rows, i);

      if (row->toggles[WIDE] != GTK_WIDGET (toggle) && row->toggles[NARROW] != GTK_WIDGET (toggle))
        continue;
      view->syncing = TRUE;
      for (int form = 0; form < N_FORMS; form++)
        {
          gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->toggles[form]), open);
          gtk_widget_set_visible (row->details[form], open);
          gtk_image_set_from_icon_name (
              GTK_IMAGE (gtk_widget_get_first_child (gtk_button_get_child (GTK_BUTTON (row->toggles[form])))),
              open ? "pan-down-symbolic" : "pan-end-symbolic");
        }
      view->syncing = FALSE;
    }
}

static GtkWidget *
make_toggle (PlumbPlanView *view, const PlumbPlanCompetency *row)
{
  GtkWidget *toggle = gtk_toggle_button_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = plumb_label_new (row->competency->name, NULL);
  g_autofree char *questions = g_strdup_printf (ngettext ("%u question", "%u questions", row->questions), row->questions);
  g_autofree char *interviews = g_strdup_printf (ngettext ("%u interview", "%u interviews", row->interviews), row->interviews);
  g_autofree char *told = g_strdup_printf (_ ("%s: %s in %s"), row->competency->name, questions, interviews);

  gtk_box_append (GTK_BOX (box), gtk_image_new_from_icon_name ("pan-end-symbolic"));
  gtk_box_append (GTK_BOX (box), label);
  gtk_button_set_child (GTK_BUTTON (toggle), box);
  gtk_label_set_width_chars (GTK_LABEL (label), 14);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 26);
  gtk_widget_add_css_class (toggle, "flat");
  gtk_widget_add_css_class (toggle, "plan-name");
  gtk_widget_set_tooltip_text (toggle, _ ("The questions behind it"));
  plumb_button_set_name (toggle, told);
  g_signal_connect_object (toggle, "toggled", G_CALLBACK (toggled_cb), view, G_CONNECT_SWAPPED);
  return toggle;
}

/* Every question about the competency, by stage. */
static GtkWidget *
make_detail (const PlumbPlan *plan, const PlumbPlanCompetency *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);

  gtk_widget_add_css_class (box, "plan-detail");
  gtk_widget_set_visible (box, FALSE);
  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbStage *stage = get_stage (plan, i)->stage;

      for (guint k = 0; k < stage->script->len; k++)
        {
          const PlumbScriptItem *item = g_ptr_array_index (stage->script, k);
          g_autofree char *text = NULL;

          if (!g_str_equal (item->question->competency, row->competency->key))
            continue;
          text = g_strdup_printf (_ ("%s: %s (%d min, weight %d)"), stage->title, item->question->title, item->minutes,
                                  item->weight);
          gtk_box_append (GTK_BOX (box),
                          plumb_label_new (text, get_stage (plan, i)->interviews > 0 ? "secondary" : "plan-unheld"));
        }
    }
  return box;
}

/* "plan-1" .. "plan-4": by what the stage weighs for the competency. */
static const char *
get_tint (const PlumbPlanCell *cell)
{
  if (!cell->influence.defined)
    return "plan-unheld";
  return cell->influence.value >= 50   ? "plan-4"
         : cell->influence.value >= 30 ? "plan-3"
         : cell->influence.value >= 15 ? "plan-2"
                                       : "plan-1";
}

static GtkWidget *
make_cell (const PlumbPlanCell *cell, const PlumbPlanStage *stage, const PlumbPlanCompetency *row)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *questions = g_strdup_printf ("%u", cell->questions);
  g_autofree char *influence
      = cell->influence.defined ? g_strdup_printf (_ ("%.0f %%"), cell->influence.value) : g_strdup (_ ("not held"));
  g_autofree char *tip = g_strdup_printf (
      ngettext ("%s: %u question about %s, %d minutes", "%s: %u questions about %s, %d minutes", cell->questions),
      stage->stage->title, cell->questions, row->competency->name, cell->minutes);
  g_autofree char *told = g_strdup_printf ("%s; %s", tip, influence);

  gtk_widget_add_css_class (box, "plan-cell");
  gtk_widget_add_css_class (box, get_tint (cell));
  gtk_widget_set_tooltip_text (box, told);
  gtk_box_append (GTK_BOX (box), gtk_label_new (questions));
  gtk_box_append (GTK_BOX (box), gtk_label_new (influence));
  gtk_widget_add_css_class (gtk_widget_get_first_child (box), "numeric");
  gtk_widget_add_css_class (gtk_widget_get_last_child (box), "plan-influence");
  return box;
}

static GtkWidget *
make_percent (const PlumbFigure *figure, const char *what)
{
  g_autofree char *text = figure->defined ? g_strdup_printf (_ ("%.0f %%"), figure->value) : g_strdup ("–");
  GtkWidget *label = plumb_label_new (text, "secondary");

  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_widget_set_margin_start (label, 8);
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_tooltip_text (label, what);
  return label;
}

static GtkWidget *
make_heading (const char *text, const char *tip, float xalign)
{
  GtkWidget *label = plumb_label_new (text, "plan-heading");

  gtk_label_set_xalign (GTK_LABEL (label), xalign);
  gtk_label_set_justify (GTK_LABEL (label), xalign > 0.9f ? GTK_JUSTIFY_RIGHT : GTK_JUSTIFY_CENTER);
  gtk_widget_set_valign (label, GTK_ALIGN_END);
  gtk_widget_set_tooltip_text (label, tip);
  return label;
}

/* "Today 10:00 · 60 min", and whether the script fits: what stands below a column. */
static GtkWidget *
make_minutes (const PlumbPlanStage *stage)
{
  g_autofree char *text = g_strdup_printf (_ ("%d min"), stage->stage->minutes);
  g_autofree char *when = stage->begins_at > 0 ? plumb_moment_dup_near (stage->begins_at, plumb_instant_now ())
                          : stage->skipped     ? g_strdup (_ ("Skipped"))
                                               : g_strdup (_ ("No time yet"));
  g_autofree char *tip = g_strdup_printf (_ ("%s: %s; the script takes %d of %d minutes"), stage->stage->title, when,
                                          stage->script_minutes, stage->stage->minutes);
  GtkWidget *label = make_heading (text, tip, 0.5f);

  if (stage->interviews == 0)
    gtk_widget_add_css_class (label, "plan-unheld");
  return label;
}

static GtkWidget *
make_wide (PlumbPlanView *view, const PlumbPlan *plan)
{
  GtkWidget *grid = gtk_grid_new ();
  int n_stages = (int)plan->stages->len, n_rows = 2 * (int)plan->competencies->len;
  g_autofree char *total = g_strdup_printf (_ ("%d min"), plan->minutes);

  gtk_grid_set_column_spacing (GTK_GRID (grid), 4);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 4);
  for (int i = 0; i < n_stages; i++)
    {
      const PlumbPlanStage *stage = get_stage (plan, (guint)i);

      gtk_grid_attach (GTK_GRID (grid), make_heading (stage->stage->short_title, stage->stage->title, 0.5f), 1 + i, 0, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_minutes (stage), 1 + i, 1 + n_rows, 1, 1);
    }
  gtk_grid_attach (GTK_GRID (grid), make_heading (_ ("Weight"), _ ("Share of the weight"), 1), 1 + n_stages, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_heading (_ ("Time"), _ ("Share of the questions’ minutes"), 1), 2 + n_stages, 0, 1, 1);
  gtk_grid_attach (GTK_GRID (grid), make_heading (total, _ ("Of the candidate’s time"), 1), 1 + n_stages, 1 + n_rows, 2, 1);
  for (int i = 0; i < n_rows / 2; i++)
    {
      const PlumbPlanCompetency *competency = g_ptr_array_index (plan->competencies, (guint)i);
      Row *row = g_ptr_array_index (view->rows, (guint)i);

      row->toggles[WIDE] = make_toggle (view, competency);
      row->details[WIDE] = make_detail (plan, competency);
      gtk_widget_set_hexpand (row->toggles[WIDE], TRUE);
      gtk_grid_attach (GTK_GRID (grid), row->toggles[WIDE], 0, 1 + 2 * i, 1, 1);
      for (int k = 0; k < n_stages; k++)
        if (get_cell (competency, (guint)k)->questions > 0)
          gtk_grid_attach (GTK_GRID (grid), make_cell (get_cell (competency, (guint)k), get_stage (plan, (guint)k), competency),
                           1 + k, 1 + 2 * i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), make_percent (&competency->share, _ ("Share of the weight")), 1 + n_stages, 1 + 2 * i, 1,
                       1);
      gtk_grid_attach (GTK_GRID (grid), make_percent (&competency->planned, _ ("Share of the questions’ minutes")), 2 + n_stages,
                       1 + 2 * i, 1, 1);
      gtk_grid_attach (GTK_GRID (grid), row->details[WIDE], 0, 2 + 2 * i, 3 + n_stages, 1);
    }
  return grid;
}

/* "Systems 3 (30 %) · Tech phone 2 (20 %)". */
static char *
dup_cells (const PlumbPlan *plan, const PlumbPlanCompetency *row)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < plan->stages->len; i++)
    {
      const PlumbPlanCell *cell = get_cell (row, i);
      g_autofree char *influence
          = cell->influence.defined ? g_strdup_printf (_ ("%.0f %%"), cell->influence.value) : g_strdup (_ ("not held"));

      if (cell->questions > 0)
        g_string_append_printf (text, "%s%s %u (%s)", text->len > 0 ? " · " : "", get_stage (plan, i)->stage->short_title,
                                cell->questions, influence);
    }
  if (text->len == 0)
    g_string_append (text, _ ("No stage asks about it"));
  return g_string_free (text, FALSE);
}

static GtkWidget *
make_narrow (PlumbPlanView *view, const PlumbPlan *plan)
{
  GtkWidget *list = gtk_box_new (GTK_ORIENTATION_VERTICAL, 10);

  for (guint i = 0; i < plan->competencies->len; i++)
    {
      const PlumbPlanCompetency *competency = g_ptr_array_index (plan->competencies, i);
      Row *row = g_ptr_array_index (view->rows, i);
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
      GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
      GtkWidget *cells;
      g_autofree char *text = dup_cells (plan, competency);

      row->toggles[NARROW] = make_toggle (view, competency);
      row->details[NARROW] = make_detail (plan, competency);
      gtk_widget_set_hexpand (row->toggles[NARROW], TRUE);
      gtk_box_append (GTK_BOX (head), row->toggles[NARROW]);
      gtk_box_append (GTK_BOX (head), make_percent (&competency->share, _ ("Share of the weight")));
      cells = plumb_label_new (text, competency->interviews > 0 ? "secondary" : "plan-unheld");
      gtk_widget_add_css_class (cells, "plan-line");
      gtk_box_append (GTK_BOX (box), head);
      gtk_box_append (GTK_BOX (box), cells);
      gtk_box_append (GTK_BOX (box), row->details[NARROW]);
      gtk_box_append (GTK_BOX (list), box);
    }
  return list;
}

static GtkWidget *
make_panelist (const PlumbPlanPanelist *panelist)
{
  const char *full = panelist->person != NULL ? panelist->person->name : "";
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *texts = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  g_autofree char *name = plumb_text_dup_line (full);
  g_autofree char *minutes = g_strdup_printf (_ ("%d min"), panelist->minutes);
  GtkWidget *time = plumb_label_new (minutes, "secondary");

  gtk_widget_set_hexpand (texts, TRUE);
  gtk_box_append (GTK_BOX (texts), plumb_label_new (name, NULL));
  gtk_box_append (GTK_BOX (texts), plumb_label_new (panelist->seats, "secondary"));
  gtk_label_set_wrap (GTK_LABEL (time), FALSE);
  gtk_widget_add_css_class (time, "numeric");
  gtk_box_append (GTK_BOX (row), plumb_avatar_new (full, 24));
  gtk_box_append (GTK_BOX (row), texts);
  gtk_box_append (GTK_BOX (row), time);
  return row;
}

static void
show_panel (PlumbPlanView *view, const PlumbPlan *plan)
{
  plumb_widget_clear (view->panel);
  gtk_widget_set_visible (view->panel, plan->panelists->len > 0);
  gtk_box_append (GTK_BOX (view->panel), plumb_section_new (_ ("Minutes a panelist")));
  for (guint i = 0; i < plan->panelists->len; i++)
    gtk_box_append (GTK_BOX (view->panel), make_panelist (g_ptr_array_index (plan->panelists, i)));
}

static void
show_summary (PlumbPlanView *view, const PlumbPlan *plan)
{
  g_autofree char *text = g_strdup_printf (_ ("%d minutes of interviews. They can cover %s %% of the weight; the policy asks for "
                                              "%s %%. Each cell tells the questions of "
                                              "the stage and what it weighs in the score."),
                                           plan->minutes, plan->reachable.text, plan->asked.text);

  gtk_label_set_text (GTK_LABEL (view->summary), text);
}

/* The competency whose toggle has the focus; NULL: none. */
static const char *
get_focused (PlumbPlanView *view)
{
  for (guint i = 0; i < view->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (view->rows, i);

      if (gtk_widget_has_focus (row->toggles[WIDE]) || gtk_widget_has_focus (row->toggles[NARROW]))
        return row->key;
    }
  return NULL;
}

static void
show_matrix (PlumbPlanView *view, const PlumbPlan *plan)
{
  g_autoptr (GHashTable) open = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *focused = g_strdup (get_focused (view));
  GtkWidget *wide, *narrow, *choice;

  for (guint i = 0; i < view->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (view->rows, i);

      if (gtk_widget_get_visible (row->details[WIDE]))
        g_hash_table_add (open, g_strdup (row->key));
    }
  g_ptr_array_set_size (view->rows, 0);
  plumb_widget_clear (view->matrix);
  for (guint i = 0; i < plan->competencies->len; i++)
    {
      Row *row = g_new0 (Row, 1);

      row->key = g_strdup (((const PlumbPlanCompetency *)g_ptr_array_index (plan->competencies, i))->competency->key);
      g_ptr_array_add (view->rows, row);
    }
  wide = make_wide (view, plan);
  narrow = make_narrow (view, plan);
  choice = plumb_fit_choice_new (wide, narrow);
  gtk_box_append (GTK_BOX (view->matrix), choice);
  for (guint i = 0; i < view->rows->len; i++)
    {
      const Row *row = g_ptr_array_index (view->rows, i);

      gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (row->toggles[WIDE]), g_hash_table_contains (open, row->key));
      if (g_strcmp0 (focused, row->key) == 0)
        gtk_widget_grab_focus (row->toggles[plumb_fit_choice_is_wide (PLUMB_FIT_CHOICE (choice)) ? WIDE : NARROW]);
    }
}

static void
plumb_plan_view_dispose (GObject *object)
{
  PlumbPlanView *view = PLUMB_PLAN_VIEW (object);

  g_ptr_array_set_size (view->rows, 0);
  plumb_widget_clear (GTK_WIDGET (object));
  G_OBJECT_CLASS (plumb_plan_view_parent_class)->dispose (object);
}

static void
plumb_plan_view_finalize (GObject *object)
{
  PlumbPlanView *view = PLUMB_PLAN_VIEW (object);

  g_ptr_array_unref (view->rows);
  g_free (view->signature);
  G_OBJECT_CLASS (plumb_plan_view_parent_class)->finalize (object);
}

static void
plumb_plan_view_class_init (PlumbPlanViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_plan_view_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_plan_view_finalize;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
}

static void
plumb_plan_view_init (PlumbPlanView *view)
{
  GtkLayoutManager *layout = gtk_widget_get_layout_manager (GTK_WIDGET (view));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (layout), GTK_ORIENTATION_VERTICAL);
  gtk_box_layout_set_spacing (GTK_BOX_LAYOUT (layout), 12);
  view->rows = g_ptr_array_new_with_free_func (row_free);
  view->summary = plumb_label_new ("", "secondary");
  view->remarks = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  view->matrix = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  view->panel = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  gtk_widget_set_parent (view->summary, GTK_WIDGET (view));
  gtk_widget_set_parent (view->matrix, GTK_WIDGET (view));
  gtk_widget_set_parent (view->remarks, GTK_WIDGET (view));
  gtk_widget_set_parent (view->panel, GTK_WIDGET (view));
}

GtkWidget *
plumb_plan_view_new (void)
{
  return g_object_new (PLUMB_TYPE_PLAN_VIEW, NULL);
}

void
plumb_plan_view_set_plan (PlumbPlanView *view, const PlumbPlan *plan)
{
  json_t *document;
  g_autofree char *signature = NULL;

  g_return_if_fail (PLUMB_IS_PLAN_VIEW (view) && plan != NULL);

  document = plumb_plan_to_json (plan);
  signature = plumb_json_dup_canonical (document);
  json_decref (document);
  if (g_strcmp0 (signature, view->signature) == 0)
    return;
  g_free (view->signature);
  view->signature = g_steal_pointer (&signature);
  show_summary (view, plan);
  show_matrix (view, plan);
  plumb_remark_list_show (view->remarks, plan);
  show_panel (view, plan);
}
