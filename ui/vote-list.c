/* vote-list.c - see vote-list.h. Built anew for each snapshot. */

#include "ui/vote-list.h"

#include "app/text.h"
#include "ui/form.h"

typedef struct
{
  PlumbSession *session; /* owned */
  char *loop;
  char *assignment;
  PlumbRound round;
  GtkWidget *choice; /* borrowed: a sibling of the button that owns this */
  GtkWidget *reason;
} Ballot;

static const PlumbRecommendation choices[] = {
  PLUMB_RECOMMENDATION_STRONG_NO,  PLUMB_RECOMMENDATION_NO,          PLUMB_RECOMMENDATION_YES,
  PLUMB_RECOMMENDATION_STRONG_YES, PLUMB_RECOMMENDATION_NO_DECISION,
};

static void
ballot_free (gpointer data, GClosure *closure)
{
  Ballot *ballot = data;

  g_object_unref (ballot->session);
  g_free (ballot->loop);
  g_free (ballot->assignment);
  g_free (ballot);
}

static void
vote_cb (GtkButton *button, gpointer data)
{
  Ballot *ballot = data;
  guint chosen = gtk_drop_down_get_selected (GTK_DROP_DOWN (ballot->choice));
  const char *reason = gtk_editable_get_text (GTK_EDITABLE (ballot->reason));

  if (chosen >= G_N_ELEMENTS (choices))
    return;
  if (choices[chosen] == PLUMB_RECOMMENDATION_NO_DECISION && reason[strspn (reason, " \t")] == '\0')
    {
      plumb_session_say (ballot->session, "No decision needs a reason");
      gtk_widget_grab_focus (ballot->reason);
      return;
    }
  plumb_session_apply (ballot->session,
                       plumb_command_new_vote (plumb_session_get_person_id (ballot->session), ballot->loop, ballot->assignment,
                                               ballot->round, choices[chosen], reason),
                       "Vote recorded", NULL, NULL);
}

static int
compare_speakers (gconstpointer a, gconstpointer b, gpointer data)
{
  const PlumbLoop *loop = data;
  const PlumbAssignment *first = *(const PlumbAssignment *const *)a, *second = *(const PlumbAssignment *const *)b;
  const PlumbPerson *one = plumb_loop_get_person (loop, first->person), *two = plumb_loop_get_person (loop, second->person);
  int chair = (first->seat == PLUMB_SEAT_BAR_RAISER) - (second->seat == PLUMB_SEAT_BAR_RAISER);

  if (chair != 0)
    return chair;
  return (one != NULL ? one->seniority : 0) - (two != NULL ? two->seniority : 0);
}

static GtkWidget *
make_cell (const char *text, const char *class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  if (class != NULL)
    gtk_widget_add_css_class (label, class);
  return label;
}

static GtkWidget *
make_vote (PlumbRecommendation value, PlumbRecommendation before, const char *reason)
{
  gboolean given = value != PLUMB_RECOMMENDATION_NONE;
  gboolean moved = given && before != PLUMB_RECOMMENDATION_NONE && before != value;
  g_autofree char *text = g_strconcat (given ? plumb_recommendation_to_label (value) : "–", moved ? " (moved)" : "", NULL);
  GtkWidget *label = make_cell (text, given ? NULL : "secondary");

  if (reason != NULL && reason[0] != '\0')
    {
      g_autofree char *shown = plumb_text_dup_shown (reason);

      gtk_widget_set_tooltip_text (label, shown);
    }
  return label;
}

static void
add_row (GtkGrid *grid, const PlumbLoop *loop, const PlumbAssignment *assignment, int row)
{
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  const PlumbVote *reading = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_READING);
  const PlumbVote *final = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_FINAL);
  PlumbRecommendation card = assignment->card->recommendation;
  PlumbRecommendation read = reading != NULL ? reading->value : PLUMB_RECOMMENDATION_NONE;
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  g_autofree char *about = g_strconcat (stage != NULL ? stage->short_title : "",
                                        assignment->seat == PLUMB_SEAT_BAR_RAISER ? " · holds the chair" : "", NULL);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), make_cell (name, NULL));
  gtk_box_append (GTK_BOX (box), make_cell (about, "secondary"));
  gtk_widget_set_hexpand (box, TRUE);
  gtk_grid_attach (grid, box, 0, row, 1, 1);
  gtk_grid_attach (grid, make_vote (card, PLUMB_RECOMMENDATION_NONE, assignment->card->no_decision_reason), 1, row, 1, 1);
  gtk_grid_attach (grid, make_vote (read, card, reading != NULL ? reading->reason : NULL), 2, row, 1, 1);
  gtk_grid_attach (grid,
                   make_vote (final != NULL ? final->value : PLUMB_RECOMMENDATION_NONE,
                              read != PLUMB_RECOMMENDATION_NONE ? read : card, final != NULL ? final->reason : NULL),
                   3, row, 1, 1);
}

/* The user's own next vote, below the table. */
static GtkWidget *
make_ballot (PlumbSession *session, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const char *labels[G_N_ELEMENTS (choices) + 1] = { NULL };
  PlumbRound round
      = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_READING) != NULL ? PLUMB_ROUND_FINAL : PLUMB_ROUND_READING;
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *caption, *choice, *reason = gtk_entry_new (), *button = gtk_button_new_with_label ("Vote");
  Ballot *ballot = g_new0 (Ballot, 1);
  g_autofree char *text = g_strdup_printf ("Your vote, %s:", round == PLUMB_ROUND_FINAL ? "final" : "after reading");

  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    labels[i] = plumb_recommendation_to_label (choices[i]);
  caption = gtk_label_new (text);
  choice = gtk_drop_down_new_from_strings (labels);
  for (gsize i = 0; i < G_N_ELEMENTS (choices); i++)
    if (choices[i] == assignment->card->recommendation)
      gtk_drop_down_set_selected (GTK_DROP_DOWN (choice), (guint)i);
  plumb_form_name_drop_down (GTK_DROP_DOWN (choice), text);
  gtk_entry_set_placeholder_text (GTK_ENTRY (reason), "Why, when it moved");
  gtk_accessible_update_property (GTK_ACCESSIBLE (reason), GTK_ACCESSIBLE_PROPERTY_LABEL, "Reason of your vote", -1);
  gtk_widget_set_hexpand (reason, TRUE);
  *ballot = (Ballot){ g_object_ref (session), g_strdup (loop->id), g_strdup (assignment->id), round, choice, reason };
  g_signal_connect_data (button, "clicked", G_CALLBACK (vote_cb), ballot, ballot_free, 0);
  gtk_box_append (GTK_BOX (box), caption);
  gtk_box_append (GTK_BOX (box), choice);
  gtk_box_append (GTK_BOX (box), reason);
  gtk_box_append (GTK_BOX (box), button);
  return box;
}

GtkWidget *
plumb_vote_list_new (PlumbSession *session, PlumbSnapshot *snapshot)
{
  static const char *const heads[] = { "Panelist", "On the card", "After reading", "Final" };
  const PlumbLoop *loop = plumb_snapshot_get_loop (snapshot);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  GtkWidget *grid = gtk_grid_new ();
  g_autoptr (GPtrArray) speakers = g_ptr_array_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 24);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    gtk_grid_attach (GTK_GRID (grid), make_cell (heads[i], "secondary"), (int)i, 0, 1, 1);
  for (guint i = 0; i < loop->assignments->len; i++)
    if (plumb_assignment_is_counted (g_ptr_array_index (loop->assignments, i)))
      g_ptr_array_add (speakers, g_ptr_array_index (loop->assignments, i));
  g_ptr_array_sort_with_data (speakers, compare_speakers, (gpointer)loop);
  for (guint i = 0; i < speakers->len; i++)
    add_row (GTK_GRID (grid), loop, g_ptr_array_index (speakers, i), (int)i + 1);
  gtk_box_append (GTK_BOX (box), grid);
  for (guint i = 0; i < speakers->len && loop->state == PLUMB_LOOP_OPEN; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (speakers, i);

      if (plumb_session_is_me (session, assignment->person))
        gtk_box_append (GTK_BOX (box), make_ballot (session, loop, assignment));
    }
  return box;
}
