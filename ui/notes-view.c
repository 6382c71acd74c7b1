/* notes-view.c - see notes-view.h. */

#include "ui/notes-view.h"

#include "app/text.h"
#include "ui/evidence-gutter.h"
#include "ui/evidence-menu.h"
#include "ui/interview-widgets.h"

#include <glib/gi18n.h>

struct _PlumbNotesView
{
  GtkTextView parent_instance;

  GHashTable *buffers; /* question -> GtkTextBuffer, with its PlumbEvidenceLines as "lines" */
  char *question;
  GtkWidget *gutter;
  PlumbEvidenceMenu *menu;
  gboolean loading; /* text comes from the draft, not from the writer */

  /* owned reference */
  PlumbCardEditor *editor;
};

enum
{
  FULL,
  TAG,
  LOST,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbNotesView, plumb_notes_view, GTK_TYPE_TEXT_VIEW)

static void
full_cb (gpointer data)
{
  g_signal_emit (data, signals[FULL], 0);
}

static void
buffer_changed_cb (GtkTextBuffer *buffer, PlumbNotesView *view)
{
  g_autofree char *text = NULL;

  if (view->loading)
    return;
  text = plumb_buffer_dup_text (buffer);
  plumb_card_editor_set_notes (view->editor, g_object_get_data (G_OBJECT (buffer), "question"), text);
}

static PlumbEvidenceLines *
get_lines (GtkTextBuffer *buffer)
{
  return g_object_get_data (G_OBJECT (buffer), "lines");
}

static void
tag_cb (PlumbNotesView *view, const char *target)
{
  g_signal_emit (view, signals[TAG], 0, target);
}

static void
lost_cb (PlumbNotesView *view, const char *target)
{
  g_signal_emit (view, signals[LOST], 0, target);
}

static void
load (PlumbNotesView *view, GtkTextBuffer *buffer, const char *text)
{
  g_autofree char *before = plumb_buffer_dup_text (buffer);

  if (g_str_equal (before, text))
    return;
  view->loading = TRUE;
  plumb_evidence_lines_pause (get_lines (buffer));
  gtk_text_buffer_begin_irreversible_action (buffer);
  gtk_text_buffer_set_text (buffer, text, -1);
  gtk_text_buffer_end_irreversible_action (buffer);
  plumb_evidence_lines_resume (get_lines (buffer));
  view->loading = FALSE;
}

static GtkTextBuffer *
get_buffer (PlumbNotesView *view, const char *question)
{
  GtkTextBuffer *buffer = g_hash_table_lookup (view->buffers, question);
  PlumbEvidenceLines *lines;
  const PlumbAnswer *answer;

  if (buffer != NULL)
    return buffer;
  buffer = gtk_text_buffer_new (NULL);
  g_object_set_data_full (G_OBJECT (buffer), "question", g_strdup (question), g_free);
  gtk_text_buffer_set_enable_undo (buffer, TRUE);
  plumb_buffer_guard (buffer, PLUMB_NOTE_MAX, G_CALLBACK (full_cb), view);
  g_signal_connect_object (buffer, "changed", G_CALLBACK (buffer_changed_cb), view, 0);
  lines = plumb_evidence_lines_new (view->editor, question, buffer); /* after us: the draft has the notes before their evidence */
  g_object_set_data_full (G_OBJECT (buffer), "lines", lines, g_object_unref);
  g_signal_connect_object (lines, "lost", G_CALLBACK (lost_cb), view, G_CONNECT_SWAPPED);
  g_hash_table_insert (view->buffers, g_strdup (question), buffer);
  answer = plumb_card_editor_get_answer (view->editor, question);
  if (answer != NULL)
    load (view, buffer, answer->notes);
  return buffer;
}

static void
editor_changed_cb (PlumbNotesView *view)
{
  GHashTableIter iter;
  gpointer question, buffer;

  gtk_text_view_set_editable (GTK_TEXT_VIEW (view), plumb_card_editor_get_mode (view->editor) == PLUMB_CARD_MODE_WRITING);
  g_hash_table_iter_init (&iter, view->buffers);
  while (g_hash_table_iter_next (&iter, &question, &buffer))
    {
      const PlumbAnswer *answer = plumb_card_editor_get_answer (view->editor, question);
      gboolean writing = buffer == gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)) && gtk_widget_has_focus (GTK_WIDGET (view));

      if (answer != NULL && !writing)
        load (view, buffer, answer->notes);
    }
}

static gboolean
show_caret_cb (gpointer data)
{
  PlumbNotesView *view = data;
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));

  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (buffer));
  return G_SOURCE_REMOVE;
}

static void
plumb_notes_view_dispose (GObject *object)
{
  PlumbNotesView *view = PLUMB_NOTES_VIEW (object);

  g_clear_pointer (&view->buffers, g_hash_table_unref);
  g_clear_pointer (&view->question, g_free);
  g_clear_object (&view->menu);
  g_clear_object (&view->editor);
  G_OBJECT_CLASS (plumb_notes_view_parent_class)->dispose (object);
}

static void
plumb_notes_view_class_init (PlumbNotesViewClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_notes_view_dispose;
  signals[FULL] = g_signal_new ("full", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[TAG]
      = g_signal_new ("tag", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LOST]
      = g_signal_new ("lost", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
plumb_notes_view_init (PlumbNotesView *view)
{
  GtkTextView *text_view = GTK_TEXT_VIEW (view);

  view->buffers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_text_view_set_wrap_mode (text_view, GTK_WRAP_WORD_CHAR);
  gtk_text_view_set_accepts_tab (text_view, FALSE);
  gtk_text_view_set_left_margin (text_view, 4); /* beside the marks */
  gtk_text_view_set_right_margin (text_view, 12);
  gtk_text_view_set_top_margin (text_view, 10);
  gtk_text_view_set_bottom_margin (text_view, 10);
  gtk_text_view_set_pixels_below_lines (text_view, 3);
  gtk_widget_add_css_class (GTK_WIDGET (view), "notes");
  plumb_widget_set_name (GTK_WIDGET (view), _ ("Notes"), _ ("Escape leaves them for the score"));
}

GtkWidget *
plumb_notes_view_new (PlumbCardEditor *editor)
{
  PlumbNotesView *view = g_object_new (PLUMB_TYPE_NOTES_VIEW, NULL);

  view->editor = g_object_ref (editor);
  view->gutter = plumb_evidence_gutter_new (editor, GTK_TEXT_VIEW (view));
  view->menu = plumb_evidence_menu_new (editor, GTK_TEXT_VIEW (view));
  g_signal_connect_object (view->menu, "tag", G_CALLBACK (tag_cb), view, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (editor_changed_cb), view, G_CONNECT_SWAPPED);
  return GTK_WIDGET (view);
}

void
plumb_notes_view_set_question (PlumbNotesView *view, const char *question)
{
  g_return_if_fail (PLUMB_IS_NOTES_VIEW (view) && question != NULL);

  if (g_strcmp0 (view->question, question) == 0)
    return;
  g_free (view->question);
  view->question = g_strdup (question);
  gtk_text_view_set_buffer (GTK_TEXT_VIEW (view), get_buffer (view, question));
  plumb_evidence_gutter_set_lines (PLUMB_EVIDENCE_GUTTER (view->gutter), question,
                                   get_lines (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))));
  plumb_evidence_menu_set_question (view->menu, question, get_lines (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view))));
  editor_changed_cb (view);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, show_caret_cb, g_object_ref (view), g_object_unref);
}

void
plumb_notes_view_insert_line (PlumbNotesView *view, const char *lead, const char *rest)
{
  GtkTextBuffer *buffer;
  GtkTextMark *mark;
  GtkTextIter iter;

  g_return_if_fail (PLUMB_IS_NOTES_VIEW (view) && lead != NULL);

  if (!gtk_text_view_get_editable (GTK_TEXT_VIEW (view)))
    return;
  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_begin_user_action (buffer);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  if (!gtk_text_iter_ends_line (&iter))
    gtk_text_iter_forward_to_line_end (&iter);
  if (gtk_text_iter_get_line_offset (&iter) > 0)
    gtk_text_buffer_insert (buffer, &iter, "\n", 1);
  gtk_text_buffer_insert (buffer, &iter, lead, -1);
  mark = gtk_text_buffer_create_mark (buffer, NULL, &iter, TRUE);
  if (rest != NULL)
    gtk_text_buffer_insert (buffer, &iter, rest, -1);
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, mark);
  gtk_text_buffer_place_cursor (buffer, &iter);
  gtk_text_buffer_delete_mark (buffer, mark);
  gtk_text_buffer_end_user_action (buffer);
  gtk_text_view_scroll_mark_onscreen (GTK_TEXT_VIEW (view), gtk_text_buffer_get_insert (buffer));
}

char *
plumb_notes_view_dup_line (PlumbNotesView *view)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_val_if_fail (PLUMB_IS_NOTES_VIEW (view), NULL);

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  return plumb_evidence_lines_dup_words (buffer, gtk_text_iter_get_line (&iter));
}

int
plumb_notes_view_get_caret (PlumbNotesView *view)
{
  int offset = 0;

  g_return_val_if_fail (PLUMB_IS_NOTES_VIEW (view), 0);

  g_object_get (gtk_text_view_get_buffer (GTK_TEXT_VIEW (view)), "cursor-position", &offset, NULL);
  return offset;
}

void
plumb_notes_view_set_caret (PlumbNotesView *view, int offset)
{
  GtkTextBuffer *buffer;
  GtkTextIter iter;

  g_return_if_fail (PLUMB_IS_NOTES_VIEW (view));

  buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (view));
  gtk_text_buffer_get_iter_at_offset (buffer, &iter, offset); /* the end, when the text is shorter */
  gtk_text_buffer_place_cursor (buffer, &iter);
}
