/* rubric-pane.c - see rubric-pane.h. */

#include "ui/rubric-pane.h"

#include "ui/flag-check.h"
#include "ui/flag-popover.h"
#include "ui/interview-widgets.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

struct _PlumbRubricPane
{
  GtkBox parent_instance;

  GtkWidget *count;
  GtkWidget *signal_box;
  GtkWidget *add;
  GtkWidget *popover;
  GtkWidget *flag_box;
  GPtrArray *checks;      /* of GtkCheckButton: a signal each */
  GPtrArray *tags;        /* of GtkButton: tags the note line for the signal at the same place */
  GPtrArray *lines;       /* its evidence */
  GPtrArray *flag_checks; /* of PlumbFlagCheck */
  char *question;
  gboolean showing;

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  RAISED,
  SAID,
  TAG,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbRubricPane, plumb_rubric_pane, GTK_TYPE_BOX)

static const PlumbQuestion *
get_question (PlumbRubricPane *pane)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (pane->editor);
  const PlumbScriptItem *item
      = stage != NULL && pane->question != NULL ? plumb_stage_get_item (stage, pane->question, NULL) : NULL;

  return item != NULL ? item->question : NULL;
}

static void
signal_toggled_cb (GtkCheckButton *check, PlumbRubricPane *pane)
{
  const char *signal = g_object_get_data (G_OBJECT (check), "signal");
  gboolean observed = gtk_check_button_get_active (check);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;

  if (pane->showing)
    return;
  plumb_card_editor_set_signal (pane->editor, pane->question, signal, observed);
  name = plumb_card_editor_dup_target_name (pane->editor, pane->question, signal);
  text = g_strdup_printf (observed ? _ ("Observed: %s") : _ ("Not observed: %s"), name);
  g_signal_emit (pane, signals[SAID], 0, text);
}

static void
tag_cb (PlumbRubricPane *pane, GtkWidget *button)
{
  g_signal_emit (pane, signals[TAG], 0, g_object_get_data (G_OBJECT (button), "signal"));
}

static void
tag_flag_cb (PlumbRubricPane *pane, const char *flag)
{
  g_signal_emit (pane, signals[TAG], 0, flag);
}

static void
said_cb (PlumbRubricPane *pane, const char *text)
{
  g_signal_emit (pane, signals[SAID], 0, text);
}

static void
raised_cb (PlumbRubricPane *pane, const char *label)
{
  g_signal_emit (pane, signals[RAISED], 0, label);
}

/* The button stands in the line of the signal's evidence. */
static void
untag_cb (PlumbRubricPane *pane, GtkWidget *button)
{
  const char *signal = g_object_get_data (G_OBJECT (gtk_widget_get_parent (button)), "signal");
  g_autofree char *name = plumb_card_editor_dup_target_name (pane->editor, pane->question, signal);
  g_autofree char *text = g_strdup_printf (_ ("No longer evidence for: %s"), name);

  plumb_card_editor_set_evidence (pane->editor, pane->question, signal, NULL, FALSE);
  said_cb (pane, text);
}

static GtkWidget *
make_signal (PlumbRubricPane *pane, guint index, const PlumbSignal *signal)
{
  g_autofree char *key = index < 9 ? g_strdup_printf ("%u", index + 1) : NULL;
  g_autofree char *tip = key != NULL ? g_strdup_printf (_ ("Ctrl+%s"), key) : NULL;
  g_autofree char *tag_key = key != NULL ? g_strdup_printf (_ ("Ctrl+Shift+%s"), key) : NULL;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 2);
  GtkWidget *check = plumb_check_new (signal->text, key);
  GtkWidget *tag = plumb_tag_button_new (signal->text, tag_key, G_CALLBACK (tag_cb), pane);
  GtkWidget *line = plumb_quote_line_new (G_CALLBACK (untag_cb), pane);

  gtk_widget_set_tooltip_text (check, tip);
  gtk_widget_set_hexpand (check, TRUE);
  g_object_set_data_full (G_OBJECT (check), "signal", g_strdup (signal->key), g_free);
  g_object_set_data_full (G_OBJECT (tag), "signal", g_strdup (signal->key), g_free);
  g_object_set_data_full (G_OBJECT (line), "signal", g_strdup (signal->key), g_free);
  g_signal_connect_object (check, "toggled", G_CALLBACK (signal_toggled_cb), pane, 0);
  gtk_box_append (GTK_BOX (row), check);
  gtk_box_append (GTK_BOX (row), tag);
  gtk_box_append (GTK_BOX (box), row);
  gtk_box_append (GTK_BOX (box), line);
  g_ptr_array_add (pane->checks, check);
  g_ptr_array_add (pane->tags, tag);
  g_ptr_array_add (pane->lines, line);
  return box;
}

static void
make_signals (PlumbRubricPane *pane, const PlumbQuestion *question)
{
  plumb_widget_clear (pane->signal_box);
  g_ptr_array_set_size (pane->checks, 0);
  g_ptr_array_set_size (pane->tags, 0);
  g_ptr_array_set_size (pane->lines, 0);
  for (guint i = 0; i < question->signals->len; i++)
    plumb_wrap_box_append (pane->signal_box, make_signal (pane, i, g_ptr_array_index (question->signals, i)));
}

/* A raised one stands on top, in sight at once. */
static void
add_flag_check (PlumbRubricPane *pane, const PlumbFlag *flag, gboolean on_top)
{
  GtkWidget *check = plumb_flag_check_new (pane->editor, flag);

  if (on_top)
    plumb_wrap_box_prepend (pane->flag_box, check);
  else
    plumb_wrap_box_append (pane->flag_box, check);
  g_signal_connect_object (check, "tag", G_CALLBACK (tag_flag_cb), pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (check, "said", G_CALLBACK (said_cb), pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (check, "raised", G_CALLBACK (raised_cb), pane, G_CONNECT_SWAPPED);
  g_ptr_array_add (pane->flag_checks, check);
}

static void
make_flags (PlumbRubricPane *pane, const PlumbQuestion *question)
{
  plumb_widget_clear (pane->flag_box);
  g_ptr_array_set_size (pane->flag_checks, 0);
  for (guint i = 0; i < question->flags->len; i++)
    {
      const PlumbFlagChoice *choice = g_ptr_array_index (question->flags, i);
      g_autoptr (PlumbFlag) flag = plumb_flag_new ("", "");

      flag->question = g_strdup (question->id);
      flag->choice = g_strdup (choice->key);
      plumb_set_string (&flag->label, choice->text);
      flag->severity = choice->severity;
      add_flag_check (pane, flag, FALSE);
    }
}

static void
show_signals (PlumbRubricPane *pane, const PlumbAnswer *answer, gboolean writing)
{
  g_autofree char *count = g_strdup_printf (_ ("%u of %u"), g_strv_length (answer->signals), pane->checks->len);
  g_autofree char *told = g_strdup_printf (_ ("%u of %u signals observed"), g_strv_length (answer->signals), pane->checks->len);

  for (guint i = 0; i < pane->checks->len; i++)
    {
      GtkWidget *check = g_ptr_array_index (pane->checks, i);
      const char *signal = g_object_get_data (G_OBJECT (check), "signal");

      gtk_check_button_set_active (GTK_CHECK_BUTTON (check), g_strv_contains ((const char *const *)answer->signals, signal));
      plumb_quote_line_set (g_ptr_array_index (pane->lines, i),
                            plumb_card_editor_get_evidence (pane->editor, pane->question, signal), writing);
      gtk_widget_set_sensitive (check, writing);
      gtk_widget_set_sensitive (g_ptr_array_index (pane->tags, i), writing);
    }
  gtk_label_set_text (GTK_LABEL (pane->count), count);
  plumb_widget_set_name (pane->count, told, NULL);
}

/* Every flag of the question has a check: its own, or a new one at the end. A check without its flag is not raised. */
static void
show_flags (PlumbRubricPane *pane)
{
  GPtrArray *flags = plumb_card_editor_get_flags (pane->editor);
  g_autoptr (GHashTable) shown = g_hash_table_new (NULL, NULL);

  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);
      gboolean found = FALSE;

      if (g_strcmp0 (flag->question, pane->question) != 0)
        continue;
      for (guint j = 0; j < pane->flag_checks->len && !found; j++)
        {
          gpointer check = g_ptr_array_index (pane->flag_checks, j);

          found = !g_hash_table_contains (shown, check) && plumb_flag_check_is (check, flag);
          if (found)
            {
              plumb_flag_check_show (check, flag);
              g_hash_table_add (shown, check);
            }
        }
      if (!found)
        {
          add_flag_check (pane, flag, TRUE);
          plumb_flag_check_show (g_ptr_array_index (pane->flag_checks, pane->flag_checks->len - 1), flag);
          g_hash_table_add (shown, g_ptr_array_index (pane->flag_checks, pane->flag_checks->len - 1));
        }
    }
  for (guint j = 0; j < pane->flag_checks->len; j++)
    if (!g_hash_table_contains (shown, g_ptr_array_index (pane->flag_checks, j)))
      plumb_flag_check_show (g_ptr_array_index (pane->flag_checks, j), NULL);
}

static void
update (PlumbRubricPane *pane)
{
  const PlumbAnswer *answer = pane->question != NULL ? plumb_card_editor_get_answer (pane->editor, pane->question) : NULL;
  gboolean writing = plumb_card_editor_get_mode (pane->editor) == PLUMB_CARD_MODE_WRITING;

  if (answer == NULL)
    return;
  pane->showing = TRUE;
  show_signals (pane, answer, writing);
  show_flags (pane);
  gtk_widget_set_sensitive (pane->add, writing);
  pane->showing = FALSE;
}

static void
plumb_rubric_pane_dispose (GObject *object)
{
  PlumbRubricPane *pane = PLUMB_RUBRIC_PANE (object);

  pane->showing = TRUE;
  g_clear_pointer (&pane->checks, g_ptr_array_unref);
  g_clear_pointer (&pane->tags, g_ptr_array_unref);
  g_clear_pointer (&pane->lines, g_ptr_array_unref);
  g_clear_pointer (&pane->flag_checks, g_ptr_array_unref);
  g_clear_pointer (&pane->question, g_free);
  g_clear_object (&pane->editor);
  G_OBJECT_CLASS (plumb_rubric_pane_parent_class)->dispose (object);
}

static void
plumb_rubric_pane_class_init (PlumbRubricPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_rubric_pane_dispose;
  signals[RAISED]
      = g_signal_new ("raised", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[SAID]
      = g_signal_new ("said", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[TAG]
      = g_signal_new ("tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static GtkWidget *
make_head (const char *title, GtkWidget *end)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *section = plumb_section_new (title);

  gtk_widget_set_hexpand (section, TRUE);
  gtk_box_append (GTK_BOX (head), section);
  gtk_box_append (GTK_BOX (head), end);
  return head;
}

static void
plumb_rubric_pane_init (PlumbRubricPane *pane)
{
  GtkWidget *head;

  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (pane), 8);
  pane->checks = g_ptr_array_new ();
  pane->tags = g_ptr_array_new ();
  pane->lines = g_ptr_array_new ();
  pane->flag_checks = g_ptr_array_new ();
  pane->count = gtk_label_new (NULL);
  gtk_widget_add_css_class (pane->count, "secondary");
  pane->signal_box = plumb_wrap_box_new (1, 6);
  pane->flag_box = plumb_wrap_box_new (1, 6);
  gtk_widget_set_hexpand (GTK_WIDGET (pane), FALSE); /* whatever expands in a row */
  pane->add = gtk_menu_button_new ();
  gtk_menu_button_set_child (GTK_MENU_BUTTON (pane->add), plumb_key_label_new (_ ("Add"), "F"));
  gtk_widget_add_css_class (pane->add, "flat");
  gtk_widget_set_tooltip_text (pane->add, _ ("Raise another red flag (Ctrl+F)"));
  plumb_widget_set_name (pane->add, _ ("Add a red flag"), NULL);
  gtk_box_append (GTK_BOX (pane), make_head (_ ("Strong signals"), pane->count));
  gtk_box_append (GTK_BOX (pane), pane->signal_box);
  head = make_head (_ ("Red flags"), pane->add);
  gtk_widget_set_margin_top (head, 10);
  gtk_box_append (GTK_BOX (pane), head);
  gtk_box_append (GTK_BOX (pane), pane->flag_box);
}

GtkWidget *
plumb_rubric_pane_new (PlumbCardEditor *editor)
{
  PlumbRubricPane *pane = g_object_new (PLUMB_TYPE_RUBRIC_PANE, NULL);

  pane->editor = g_object_ref (editor);
  pane->popover = plumb_flag_popover_new (editor);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (pane->add), pane->popover);
  g_signal_connect_object (pane->popover, "raised", G_CALLBACK (raised_cb), pane, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (update), pane, G_CONNECT_SWAPPED);
  return GTK_WIDGET (pane);
}

void
plumb_rubric_pane_set_question (PlumbRubricPane *pane, const char *question)
{
  const PlumbQuestion *shown;

  g_return_if_fail (PLUMB_IS_RUBRIC_PANE (pane) && question != NULL);

  plumb_set_string (&pane->question, question);
  shown = get_question (pane);
  g_return_if_fail (shown != NULL);
  pane->showing = TRUE;
  make_signals (pane, shown);
  make_flags (pane, shown);
  pane->showing = FALSE;
  plumb_flag_popover_set_question (PLUMB_FLAG_POPOVER (pane->popover), question);
  update (pane);
}

void
plumb_rubric_pane_set_columns (PlumbRubricPane *pane, int columns)
{
  g_return_if_fail (PLUMB_IS_RUBRIC_PANE (pane));
  plumb_wrap_box_set_columns (pane->signal_box, columns);
  plumb_wrap_box_set_columns (pane->flag_box, columns);
}

void
plumb_rubric_pane_toggle_signal (PlumbRubricPane *pane, guint number)
{
  GtkCheckButton *check;

  g_return_if_fail (PLUMB_IS_RUBRIC_PANE (pane));

  if (number < 1 || number > pane->checks->len)
    return;
  check = g_ptr_array_index (pane->checks, number - 1);
  gtk_check_button_set_active (check, !gtk_check_button_get_active (check));
}

/* How far the button lies outside the window: below zero above it, above zero below. */
static int
get_distance (PlumbRubricPane *pane)
{
  GtkWidget *root = GTK_WIDGET (gtk_widget_get_root (pane->add));
  graphene_point_t place;
  int last;

  if (root == NULL || !gtk_widget_compute_point (pane->add, root, &GRAPHENE_POINT_INIT (0, 0), &place))
    return 0;
  last = MAX (0, gtk_widget_get_height (root) - gtk_widget_get_height (pane->add));
  return (int)place.y - CLAMP ((int)place.y, 0, last);
}

static gboolean
point_back_cb (GtkWidget *popover, GdkFrameClock *clock, gpointer data)
{
  if (gtk_widget_get_mapped (popover) && get_distance (data) != 0)
    return G_SOURCE_CONTINUE;
  gtk_popover_set_pointing_to (GTK_POPOVER (popover), NULL);
  return G_SOURCE_REMOVE;
}

/* Opened by its key, the popover may belong to a button that is scrolled out of sight, below the edge of the screen even, where GTK finds
 * no monitor for it. The focus brings the button into sight a frame later; until then the popover points at the window's edge. */
static void
point_into_window (PlumbRubricPane *pane)
{
  int distance = get_distance (pane);

  if (distance == 0)
    return;
  gtk_popover_set_pointing_to (GTK_POPOVER (pane->popover), &(GdkRectangle){ 0, -distance, gtk_widget_get_width (pane->add),
                                                                             gtk_widget_get_height (pane->add) });
  gtk_widget_add_tick_callback (pane->popover, point_back_cb, g_object_ref (pane), g_object_unref);
}

void
plumb_rubric_pane_add_flag (PlumbRubricPane *pane)
{
  g_return_if_fail (PLUMB_IS_RUBRIC_PANE (pane));

  if (!gtk_widget_is_sensitive (pane->add))
    return;
  point_into_window (pane);
  gtk_menu_button_popup (GTK_MENU_BUTTON (pane->add));
}

GtkWidget *
plumb_rubric_pane_get_popover (PlumbRubricPane *pane)
{
  g_return_val_if_fail (PLUMB_IS_RUBRIC_PANE (pane), NULL);
  return pane->popover;
}
