/* point-pane.c - see point-pane.h. Drafts live here until they are recorded; the store has the rest. */

#include "ui/point-pane.h"

#include "app/text.h"
#include "ui/fit-scroller.h"
#include "ui/flag-row.h"
#include "ui/point-evidence.h"
#include "ui/widgets.h"
#include "ui/wrap-layout.h"

#include <glib/gi18n.h>

#define EVIDENCE_HEIGHT 380 /* pixels at most: the note stays in sight */

struct _PlumbPointPane
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *title;
  GtkWidget *number;
  GtkWidget *reason;
  GtkWidget *evidence; /* a scroller */
  GtkWidget *flag_row; /* borrowed; NULL where the point is no flag */
  GtkWidget *note;
  GtkWidget *outcomes[PLUMB_POINT_EVIDENCE + 1];
  GtkWidget *minutes_by;
  GtkWidget *record;

  /* owned */
  PlumbSession *session;
  char *loop;
  char *key;          /* of the point shown; NULL: none */
  char *topic;        /* its title, when it is a topic; else NULL */
  GHashTable *drafts; /* key -> Draft */

  gboolean showing; /* filling the fields ourselves */
};

/* Minutes as typed, not recorded yet. */
typedef struct
{
  char *topic; /* NULL unless it is one */
  char *note;
  PlumbPointOutcome outcome;
} Draft;

enum
{
  RECORDED,
  CHANGED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PlumbPointPane, plumb_point_pane, GTK_TYPE_BOX)

static void
draft_free (gpointer data)
{
  Draft *draft = data;

  g_free (draft->topic);
  g_free (draft->note);
  g_free (draft);
}

static char *
dup_note (PlumbPointPane *pane)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (GTK_TEXT_VIEW (pane->note));
  GtkTextIter start, end;

  gtk_text_buffer_get_bounds (buffer, &start, &end);
  return gtk_text_buffer_get_text (buffer, &start, &end, FALSE);
}

static PlumbPointOutcome
get_outcome (PlumbPointPane *pane)
{
  for (guint i = 0; i < G_N_ELEMENTS (pane->outcomes); i++)
    if (gtk_toggle_button_get_active (GTK_TOGGLE_BUTTON (pane->outcomes[i])))
      return (PlumbPointOutcome)i;
  return PLUMB_POINT_OPEN;
}

static void
fill_fields (PlumbPointPane *pane, const char *note, PlumbPointOutcome outcome)
{
  g_autofree char *now = dup_note (pane);

  pane->showing = TRUE;
  if (!g_str_equal (now, note))
    gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (pane->note)), note, -1);
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->outcomes[outcome]), TRUE);
  pane->showing = FALSE;
}

/* The minutes of a point become a draft with the first change, and are one until they are recorded. */
static void
changed_cb (PlumbPointPane *pane)
{
  Draft *draft;
  gboolean first;

  if (pane->showing || pane->key == NULL)
    return;
  first = !g_hash_table_contains (pane->drafts, pane->key);
  draft = g_new0 (Draft, 1);
  *draft = (Draft){ g_strdup (pane->topic), dup_note (pane), get_outcome (pane) };
  g_hash_table_replace (pane->drafts, g_strdup (pane->key), draft);
  if (first)
    g_signal_emit (pane, signals[CHANGED], 0);
}

static void
record_draft (PlumbPointPane *pane, const char *key, const Draft *draft, GAsyncReadyCallback callback, gpointer data)
{
  plumb_session_apply (pane->session,
                       plumb_command_new_record_point (plumb_session_get_person_id (pane->session), pane->loop, key, draft->topic,
                                                       draft->outcome, draft->note),
                       NULL, callback, data);
}

/* One point on its way into the record. */
typedef struct
{
  PlumbPointPane *pane; /* owned */
  char *key;
  char *note;
  PlumbPointOutcome outcome;
} Recording;

/* What was typed meanwhile stays a draft. */
static void
recorded_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Recording *recording = data;
  PlumbPointPane *pane = recording->pane;
  const Draft *draft = g_hash_table_lookup (pane->drafts, recording->key);

  if (plumb_session_apply_finish (PLUMB_SESSION (source), result, NULL) && draft != NULL && draft->outcome == recording->outcome
      && g_str_equal (draft->note, recording->note))
    {
      g_hash_table_remove (pane->drafts, recording->key);
      g_signal_emit (pane, signals[CHANGED], 0);
    }
  g_object_unref (recording->pane);
  g_free (recording->key);
  g_free (recording->note);
  g_free (recording);
}

static void
record_shown (PlumbPointPane *pane)
{
  g_autofree char *note = dup_note (pane);
  const Draft draft = { pane->topic, note, get_outcome (pane) };
  Recording *recording = g_new0 (Recording, 1);

  *recording = (Recording){ g_object_ref (pane), g_strdup (pane->key), g_strdup (note), draft.outcome };
  record_draft (pane, pane->key, &draft, recorded_cb, recording);
}

static void
show_minutes (PlumbPointPane *pane, const PlumbLoop *loop)
{
  const PlumbPoint *minutes = plumb_loop_get_point (loop, pane->key);
  const Draft *draft = g_hash_table_lookup (pane->drafts, pane->key);
  g_autofree char *when = minutes != NULL ? plumb_instant_dup_date_time (minutes->at) : NULL;
  g_autofree char *by = NULL;

  if (draft != NULL)
    fill_fields (pane, draft->note, draft->outcome);
  else
    fill_fields (pane, minutes != NULL ? minutes->note : "", minutes != NULL ? minutes->outcome : PLUMB_POINT_OPEN);
  if (minutes != NULL)
    by = g_strdup_printf (
        _ ("Recorded by %s, %s"),
        *minutes->author != '\0' ? plumb_loop_get_person_name (loop, minutes->author) : _ ("the owner of the workspace"), when);
  gtk_label_set_text (GTK_LABEL (pane->minutes_by), by != NULL ? by : _ ("Not recorded yet"));
}

/* A flag is acted upon where it is talked about; its row is kept, somebody may be typing in it. */
static void
show_evidence (PlumbPointPane *pane, PlumbEvaluation *evaluation, const PlumbAgendaItem *item)
{
  PlumbFitScroller *scroller = PLUMB_FIT_SCROLLER (pane->evidence);
  GtkWidget *content;

  if (item->flag != NULL)
    {
      if (pane->flag_row == NULL || !g_str_equal (plumb_flag_row_get_flag (PLUMB_FLAG_ROW (pane->flag_row)), item->flag->id))
        {
          pane->flag_row = plumb_flag_row_new (pane->session, item->flag->id);
          plumb_fit_scroller_set_child (scroller, pane->flag_row);
        }
      plumb_flag_row_update (PLUMB_FLAG_ROW (pane->flag_row), evaluation->snapshot);
      gtk_widget_set_visible (pane->evidence, TRUE);
      return;
    }
  pane->flag_row = NULL;
  content = plumb_point_evidence_new (evaluation, item);
  plumb_fit_scroller_set_child (scroller, content);
  gtk_widget_set_visible (pane->evidence, content != NULL);
}

static void
plumb_point_pane_dispose (GObject *object)
{
  PlumbPointPane *pane = PLUMB_POINT_PANE (object);

  g_clear_object (&pane->session);
  G_OBJECT_CLASS (plumb_point_pane_parent_class)->dispose (object);
}

static void
plumb_point_pane_finalize (GObject *object)
{
  PlumbPointPane *pane = PLUMB_POINT_PANE (object);

  g_free (pane->loop);
  g_free (pane->key);
  g_free (pane->topic);
  g_hash_table_unref (pane->drafts);
  G_OBJECT_CLASS (plumb_point_pane_parent_class)->finalize (object);
}

static void
plumb_point_pane_class_init (PlumbPointPaneClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_point_pane_dispose;
  G_OBJECT_CLASS (class)->finalize = plumb_point_pane_finalize;
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_REGION);
  signals[RECORDED]
      = g_signal_new ("recorded", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[CHANGED]
      = g_signal_new ("drafts-changed", G_TYPE_FROM_CLASS (class), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static GtkWidget *
make_outcomes (PlumbPointPane *pane)
{
  GtkWidget *box = plumb_wrap_box_new (0, 6);

  for (guint i = 0; i < G_N_ELEMENTS (pane->outcomes); i++)
    {
      const char *label = plumb_point_outcome_to_label ((PlumbPointOutcome)i);
      g_autofree char *told = g_strdup_printf (_ ("Outcome: %s"), label);

      pane->outcomes[i] = gtk_toggle_button_new_with_label (label);
      if (i > 0)
        gtk_toggle_button_set_group (GTK_TOGGLE_BUTTON (pane->outcomes[i]), GTK_TOGGLE_BUTTON (pane->outcomes[0]));
      gtk_widget_add_css_class (pane->outcomes[i], "small");
      plumb_button_set_name (pane->outcomes[i], told);
      plumb_wrap_box_append (box, pane->outcomes[i]);
    }
  gtk_toggle_button_set_active (GTK_TOGGLE_BUTTON (pane->outcomes[PLUMB_POINT_OPEN]), TRUE);
  for (guint i = 0; i < G_N_ELEMENTS (pane->outcomes); i++)
    g_signal_connect_swapped (pane->outcomes[i], "toggled", G_CALLBACK (changed_cb), pane);
  return box;
}

static GtkWidget *
make_note (PlumbPointPane *pane)
{
  GtkWidget *frame = gtk_frame_new (NULL);

  gtk_widget_add_css_class (frame, "writing");
  pane->note = gtk_text_view_new ();
  g_object_set (pane->note, "wrap-mode", GTK_WRAP_WORD_CHAR, "accepts-tab", FALSE, "top-margin", 8, "bottom-margin", 8,
                "left-margin", 8, "right-margin", 8, NULL);
  gtk_widget_set_size_request (pane->note, -1, 76);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane->note), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Note of this point"), -1);
  gtk_frame_set_child (GTK_FRAME (frame), pane->note);
  g_signal_connect_swapped (gtk_text_view_get_buffer (GTK_TEXT_VIEW (pane->note)), "changed", G_CALLBACK (changed_cb), pane);
  return frame;
}

static void
plumb_point_pane_init (PlumbPointPane *pane)
{
  GtkBox *box = GTK_BOX (pane);
  GtkWidget *foot = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  pane->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, draft_free);
  pane->number = plumb_section_new ("");
  pane->title = plumb_heading_new ("");
  pane->reason = plumb_label_new ("", "secondary");
  pane->evidence = g_object_new (PLUMB_TYPE_FIT_SCROLLER, "fit", TRUE, "limit", EVIDENCE_HEIGHT, NULL);
  pane->minutes_by = plumb_label_new ("", "secondary");
  pane->record = gtk_button_new_with_label (_ ("Record and go on"));
  gtk_widget_set_tooltip_text (pane->record, _ ("Ctrl+Enter"));
  gtk_widget_add_css_class (pane->record, "suggested-action");
  plumb_button_set_name (pane->record, _ ("Record this point and go on"));
  gtk_widget_add_css_class (pane->evidence, "point-evidence");
  gtk_widget_set_hexpand (pane->minutes_by, TRUE);
  g_signal_connect_swapped (pane->record, "clicked", G_CALLBACK (plumb_point_pane_record), pane);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (pane), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (box, 8);
  gtk_box_append (box, pane->number);
  gtk_box_append (box, pane->title);
  gtk_box_append (box, pane->reason);
  gtk_box_append (box, pane->evidence);
  gtk_box_append (box, plumb_label_new (_ ("Note: what was said, and by whom"), "secondary"));
  gtk_box_append (box, make_note (pane));
  gtk_box_append (box, make_outcomes (pane));
  gtk_box_append (GTK_BOX (foot), pane->minutes_by);
  gtk_box_append (GTK_BOX (foot), pane->record);
  gtk_box_append (box, foot);
}

GtkWidget *
plumb_point_pane_new (PlumbSession *session)
{
  PlumbPointPane *pane;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  pane = g_object_new (PLUMB_TYPE_POINT_PANE, NULL);
  pane->session = g_object_ref (session);
  return GTK_WIDGET (pane);
}

void
plumb_point_pane_show (PlumbPointPane *pane, PlumbEvaluation *evaluation, const PlumbAgendaItem *item, guint number, guint n)
{
  const PlumbLoop *loop;
  g_autofree char *title = NULL, *reason = NULL, *position = NULL;

  g_return_if_fail (PLUMB_IS_POINT_PANE (pane) && evaluation != NULL && item != NULL);

  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  title = plumb_text_dup_line (item->title);
  reason = plumb_text_dup_shown (item->reason);
  position = g_strdup_printf (_ ("POINT %u OF %u"), number, n);
  plumb_set_string (&pane->loop, loop->id);
  plumb_set_string (&pane->key, item->key);
  plumb_set_string (&pane->topic, item->kind == PLUMB_AGENDA_TOPIC ? item->title : NULL);
  gtk_label_set_text (GTK_LABEL (pane->number), position);
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane->number), GTK_ACCESSIBLE_PROPERTY_LABEL, position, -1);
  gtk_label_set_text (GTK_LABEL (pane->title), title);
  gtk_label_set_text (GTK_LABEL (pane->reason), reason);
  gtk_widget_set_visible (pane->reason, *reason != '\0');
  gtk_accessible_update_property (GTK_ACCESSIBLE (pane), GTK_ACCESSIBLE_PROPERTY_LABEL, title, -1);
  show_evidence (pane, evaluation, item);
  show_minutes (pane, loop);
}

void
plumb_point_pane_record (PlumbPointPane *pane)
{
  g_return_if_fail (PLUMB_IS_POINT_PANE (pane));
  if (pane->key == NULL)
    return;
  record_shown (pane);
  g_signal_emit (pane, signals[RECORDED], 0);
}

gboolean
plumb_point_pane_keep (PlumbPointPane *pane)
{
  g_return_val_if_fail (PLUMB_IS_POINT_PANE (pane), FALSE);
  if (pane->key == NULL || !g_hash_table_contains (pane->drafts, pane->key))
    return FALSE;
  record_shown (pane);
  return TRUE;
}

void
plumb_point_pane_save (PlumbPointPane *pane)
{
  GHashTableIter iter;
  gpointer key, draft;

  g_return_if_fail (PLUMB_IS_POINT_PANE (pane));

  g_hash_table_iter_init (&iter, pane->drafts);
  while (g_hash_table_iter_next (&iter, &key, &draft))
    {
      record_draft (pane, key, draft, NULL, NULL);
      g_hash_table_iter_remove (&iter);
    }
}

void
plumb_point_pane_focus_note (PlumbPointPane *pane)
{
  g_return_if_fail (PLUMB_IS_POINT_PANE (pane));
  gtk_widget_grab_focus (pane->note);
}

GHashTable *
plumb_point_pane_get_drafts (PlumbPointPane *pane)
{
  g_return_val_if_fail (PLUMB_IS_POINT_PANE (pane), NULL);
  return pane->drafts;
}
