/* wording-list.c - see wording-list.h. The texts are copied and handed to a thread, one check at a time; what comes back is shown when
 * the card is still being written. Rows are built anew only when there are other remarks, so that focus and scroll stay. */

#include "ui/wording-list.h"

#include "app/text.h"
#include "app/wording.h"
#include "ui/interview-widgets.h"
#include "ui/weak.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

#define PAUSE_MS 300 /* in typing, before the words are looked at */
#define SHOWN_MAX 100
#define TAG "wording"

enum
{
  IN_VIEW = -1,
  IN_REASON = -2,
  NOWHERE = -3 /* a flag of the whole interview: it stands above */
};

typedef struct
{
  int index;   /* of the question; IN_VIEW, IN_REASON, NOWHERE */
  gsize view;  /* in PlumbWordingList.views */
  char *where; /* "2. Caching", "Summary" */
  char *text;  /* as it was checked */
  GPtrArray *remarks;
} Place;

struct _PlumbWordingList
{
  GtkBox parent_instance;

  /* children */
  GtkWidget *status;
  GtkWidget *rows;

  /* owned references */
  PlumbCardEditor *editor; /* NULL after dispose */
  GtkEditable *reason;
  GtkTextView *views[2]; /* summary, hand-over */
  GPtrArray *places;     /* of Place: what is shown; NULL before the first check */

  guint timer;
  gboolean checking;
};

enum
{
  GO_TO,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbWordingList, plumb_wording_list, GTK_TYPE_BOX)

static void
place_free (gpointer data)
{
  Place *place = data;

  g_free (place->where);
  g_free (place->text);
  g_clear_pointer (&place->remarks, g_ptr_array_unref);
  g_free (place);
}

/* Takes both strings. */
static void
add_place (GPtrArray *places, int index, gsize view, char *where, char *text)
{
  Place *place = g_new0 (Place, 1);

  *place = (Place){ .index = index, .view = view, .where = where, .text = text };
  g_ptr_array_add (places, place);
}

static void
add_flags (PlumbWordingList *list, GPtrArray *places)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (list->editor);
  GPtrArray *flags = plumb_card_editor_get_flags (list->editor);

  for (guint i = 0; i < flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (flags, i);
      g_autofree char *label = plumb_text_dup_line (flag->label);
      guint position = 0;
      gboolean found = flag->question != NULL && plumb_stage_get_item (stage, flag->question, &position) != NULL;
      int index = found ? (int)position : NOWHERE;

      if (flag->choice == NULL) /* ready-made labels are the template's words */
        add_place (places, index, 0, g_strdup (_ ("Red flag")), g_strdup (flag->label));
      add_place (places, index, 0, g_strdup_printf (_ ("Red flag “%s”, what supports it"), label), g_strdup (flag->quote));
    }
}

static GPtrArray *
list_places (PlumbWordingList *list)
{
  const PlumbStage *stage = plumb_card_editor_get_stage (list->editor);
  GPtrArray *places = g_ptr_array_new_with_free_func (place_free);

  for (guint i = 0; i < stage->script->len; i++)
    {
      const PlumbScriptItem *item = g_ptr_array_index (stage->script, i);
      const PlumbAnswer *answer = plumb_card_editor_get_answer (list->editor, item->question->id);

      add_place (places, (int)i, 0, g_strdup_printf ("%u. %s", i + 1, item->question->title), g_strdup (answer->notes));
      add_place (places, (int)i, 0, g_strdup_printf (_ ("%u. %s, reason for the score"), i + 1, item->question->title),
                 g_strdup (answer->rationale));
    }
  add_flags (list, places);
  if (plumb_card_editor_get_assignment (list->editor)->card->recommendation == PLUMB_RECOMMENDATION_NO_DECISION)
    add_place (places, IN_REASON, 0, g_strdup (_ ("Reason for no decision")), g_strdup (gtk_editable_get_text (list->reason)));
  for (gsize view = 0; view < G_N_ELEMENTS (list->views); view++)
    add_place (places, IN_VIEW, view, g_strdup (view == 0 ? _ ("Summary") : _ ("Hand-over note")),
               plumb_buffer_dup_text (gtk_text_view_get_buffer (list->views[view])));
  return places;
}

static gboolean
is_writing (PlumbWordingList *list)
{
  return list->editor != NULL && plumb_card_editor_get_mode (list->editor) == PLUMB_CARD_MODE_WRITING;
}

static gboolean
has_same_remarks (const Place *place, const Place *other)
{
  if (place->remarks->len != other->remarks->len || !g_str_equal (place->where, other->where))
    return FALSE;
  for (guint i = 0; i < place->remarks->len; i++)
    {
      const PlumbRemark *remark = g_ptr_array_index (place->remarks, i);
      const PlumbRemark *twin = g_ptr_array_index (other->remarks, i);

      if (!g_str_equal (remark->key, twin->key) || !g_str_equal (remark->word, twin->word))
        return FALSE;
    }
  return TRUE;
}

static gboolean
are_rows_current (PlumbWordingList *list, GPtrArray *places)
{
  if (list->places == NULL || list->places->len != places->len)
    return FALSE;
  for (guint i = 0; i < places->len; i++)
    if (!has_same_remarks (g_ptr_array_index (list->places, i), g_ptr_array_index (places, i)))
      return FALSE;
  return TRUE;
}

/* A row knows its remark by two numbers: places are replaced by newer ones under rows that stay. */
static void
add_row (PlumbWordingList *list, guint place_index, guint remark_index)
{
  const Place *place = g_ptr_array_index (list->places, place_index);
  const PlumbRemark *remark = g_ptr_array_index (place->remarks, remark_index);
  const char *kind = plumb_wording_kind_to_label (remark->kind);
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  g_autofree char *word = plumb_text_dup_line (remark->word);
  g_autofree char *quote = g_strdup_printf (_ ("“%s”"), word);
  g_autofree char *about = g_strdup_printf ("%s · %s", place->where, kind);
  g_autofree char *advice = g_strdup_printf ("%s %s", remark->explanation, remark->proposal);
  g_autofree char *told = g_strdup_printf ("%s, %s: %s", place->where, quote, kind);

  gtk_box_append (GTK_BOX (box), plumb_label_new (quote, "heading"));
  gtk_box_append (GTK_BOX (box), plumb_label_new (about, "secondary"));
  gtk_box_append (GTK_BOX (box), plumb_label_new (advice, NULL));
  gtk_widget_add_css_class (box, "review-row");
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "place", GUINT_TO_POINTER (place_index));
  g_object_set_data (G_OBJECT (row), "remark", GUINT_TO_POINTER (remark_index));
  plumb_widget_set_name (row, told, advice);
  gtk_list_box_append (GTK_LIST_BOX (list->rows), row);
}

static void
show_rows (PlumbWordingList *list)
{
  guint n = 0;
  g_autofree char *text = NULL;

  plumb_widget_clear (list->rows);
  for (guint i = 0; i < list->places->len; i++)
    {
      const Place *place = g_ptr_array_index (list->places, i);

      for (guint j = 0; j < place->remarks->len; j++, n++)
        if (n < SHOWN_MAX)
          add_row (list, i, j);
    }
  gtk_widget_set_visible (list->rows, n > 0);
  if (n == 0)
    text = g_strdup (_ ("No remarks on wording."));
  else if (n > SHOWN_MAX)
    text = g_strdup_printf (_ ("%u remarks on wording, the first %d are listed; none blocks the submission"), n, SHOWN_MAX);
  else
    text = g_strdup_printf (ngettext ("%u remark on wording; it does not block the submission",
                                      "%u remarks on wording; none blocks the submission", n),
                            n);
  gtk_label_set_text (GTK_LABEL (list->status), text);
}

static void
clear_underlines (GtkTextBuffer *buffer)
{
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  gtk_text_buffer_remove_tag_by_name (buffer, TAG, &start, &end);
}

/* What was typed since the check is left as it is: another check is due. */
static void
underline (PlumbWordingList *list, const Place *place)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (list->views[place->view]);
  g_autofree char *text = plumb_buffer_dup_text (buffer);

  if (!g_str_equal (text, place->text))
    return;
  clear_underlines (buffer);
  for (guint i = 0; i < place->remarks->len && i < SHOWN_MAX; i++)
    {
      const PlumbRemark *remark = g_ptr_array_index (place->remarks, i);
      GtkTextIter start, end;

      gtk_text_buffer_get_iter_at_offset (buffer, &start, (int)remark->start_character);
      gtk_text_buffer_get_iter_at_offset (buffer, &end, (int)remark->end_character);
      gtk_text_buffer_apply_tag_by_name (buffer, TAG, &start, &end);
    }
}

static void
hide (PlumbWordingList *list)
{
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
  plumb_widget_clear (list->rows);
  g_clear_pointer (&list->places, g_ptr_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (list->views); i++)
    clear_underlines (gtk_text_view_get_buffer (list->views[i]));
}

static void
show (PlumbWordingList *list, GPtrArray *places)
{
  gboolean current = are_rows_current (list, places);

  g_clear_pointer (&list->places, g_ptr_array_unref);
  list->places = g_ptr_array_ref (places);
  if (!current)
    show_rows (list);
  for (guint i = 0; i < places->len; i++)
    {
      const Place *place = g_ptr_array_index (places, i);

      if (place->index == IN_VIEW)
        underline (list, place);
    }
  gtk_widget_set_visible (GTK_WIDGET (list), TRUE);
}

static void
check_func (GTask *task, gpointer source, gpointer data, GCancellable *cancellable)
{
  GPtrArray *places = data;
  g_autoptr (PlumbWording) wording = plumb_wording_new (g_get_language_names ()[0]);

  for (guint i = 0; i < places->len; i++)
    {
      Place *place = g_ptr_array_index (places, i);

      place->remarks = plumb_wording_check (wording, place->text);
    }
  g_task_return_boolean (task, TRUE);
}

static void
checked_cb (GObject *source, GAsyncResult *result, gpointer box)
{
  g_autoptr (PlumbWordingList) list = plumb_weak_take (box);

  if (list == NULL)
    return;
  list->checking = FALSE;
  if (is_writing (list))
    show (list, g_task_get_task_data (G_TASK (result)));
}

static gboolean
timer_cb (gpointer data)
{
  PlumbWordingList *list = data;
  g_autoptr (GTask) task = NULL;

  if (list->checking)
    return G_SOURCE_CONTINUE; /* one at a time */
  list->timer = 0;
  if (!is_writing (list))
    return G_SOURCE_REMOVE;
  list->checking = TRUE;
  task = g_task_new (NULL, NULL, checked_cb,
                     plumb_weak_new (list)); /* without the widget: a thread must never be its last owner */
  g_task_set_task_data (task, list_places (list), (GDestroyNotify)g_ptr_array_unref);
  g_task_run_in_thread (task, check_func);
  return G_SOURCE_REMOVE;
}

static void
row_activated_cb (PlumbWordingList *list, GtkListBoxRow *row)
{
  guint place_index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "place"));
  guint remark_index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (row), "remark"));
  const Place *place = g_ptr_array_index (list->places, place_index);
  const PlumbRemark *remark = g_ptr_array_index (place->remarks, remark_index);
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  if (place->index >= 0)
    {
      g_signal_emit (list, signals[GO_TO], 0, (guint)place->index);
      return;
    }
  if (place->index == NOWHERE)
    return;
  /* The caret behind the word, which is not selected: the next key must not lose it. */
  if (place->index == IN_REASON)
    {
      gtk_widget_grab_focus (GTK_WIDGET (list->reason));
      gtk_editable_set_position (list->reason, (int)remark->end_character);
      return;
    }
  buffer = gtk_text_view_get_buffer (list->views[place->view]);
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, (int)remark->end_character);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_widget_grab_focus (GTK_WIDGET (list->views[place->view]));
  gtk_text_view_scroll_mark_onscreen (list->views[place->view], gtk_text_buffer_get_insert (buffer));
}

static void
plumb_wording_list_dispose (GObject *object)
{
  PlumbWordingList *list = PLUMB_WORDING_LIST (object);

  g_clear_handle_id (&list->timer, g_source_remove);
  g_clear_pointer (&list->places, g_ptr_array_unref);
  for (gsize i = 0; i < G_N_ELEMENTS (list->views); i++)
    g_clear_object (&list->views[i]);
  g_clear_object (&list->reason);
  g_clear_object (&list->editor);
  G_OBJECT_CLASS (plumb_wording_list_parent_class)->dispose (object);
}

static void
plumb_wording_list_class_init (PlumbWordingListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_wording_list_dispose;
  signals[GO_TO]
      = g_signal_new ("go-to", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
plumb_wording_list_init (PlumbWordingList *list)
{
  GtkWidget *section = plumb_section_new (_ ("Wording"));

  gtk_orientable_set_orientation (GTK_ORIENTABLE (list), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (list), 10);
  gtk_widget_set_visible (GTK_WIDGET (list), FALSE);
  list->status = g_object_new (GTK_TYPE_LABEL, "accessible-role", GTK_ACCESSIBLE_ROLE_STATUS, "xalign", 0.0F, "wrap", TRUE, NULL);
  gtk_widget_add_css_class (list->status, "secondary");
  list->rows = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (list->rows), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (list->rows, "boxed-list");
  plumb_widget_set_name (list->rows, _ ("Remarks on wording"), NULL);
  g_signal_connect_object (list->rows, "row-activated", G_CALLBACK (row_activated_cb), list, G_CONNECT_SWAPPED);
  gtk_widget_add_css_class (section, "review-section");
  gtk_box_append (GTK_BOX (list), section);
  gtk_box_append (GTK_BOX (list), list->status);
  gtk_box_append (GTK_BOX (list), list->rows);
}

GtkWidget *
plumb_wording_list_new (PlumbCardEditor *editor, GtkEditable *reason, GtkTextView *summary, GtkTextView *handover)
{
  PlumbWordingList *list;

  g_return_val_if_fail (PLUMB_IS_CARD_EDITOR (editor), NULL);
  g_return_val_if_fail (GTK_IS_EDITABLE (reason) && GTK_IS_TEXT_VIEW (summary) && GTK_IS_TEXT_VIEW (handover), NULL);

  list = g_object_new (PLUMB_TYPE_WORDING_LIST, NULL);
  list->editor = g_object_ref (editor);
  list->reason = g_object_ref (reason);
  list->views[0] = g_object_ref (summary);
  list->views[1] = g_object_ref (handover);
  for (gsize i = 0; i < G_N_ELEMENTS (list->views); i++)
    gtk_text_buffer_create_tag (gtk_text_view_get_buffer (list->views[i]), TAG, "underline", PANGO_UNDERLINE_ERROR, NULL);
  return GTK_WIDGET (list);
}

void
plumb_wording_list_check (PlumbWordingList *list)
{
  g_return_if_fail (PLUMB_IS_WORDING_LIST (list));

  g_clear_handle_id (&list->timer, g_source_remove);
  if (is_writing (list))
    list->timer = g_timeout_add (list->places == NULL && !list->checking ? 0 : PAUSE_MS, timer_cb, list);
  else if (list->places != NULL)
    hide (list);
}
