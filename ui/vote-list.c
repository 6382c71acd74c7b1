/* vote-list.c - see vote-list.h. The table is built anew for each snapshot; ballots, which hold what is being typed, are kept. */

#include "ui/vote-list.h"

#include "app/agenda.h"
#include "app/text.h"
#include "app/vote-move.h"
#include "ui/ballot.h"
#include "ui/side-scroller.h"
#include "ui/widgets.h"

#include <glib/gi18n.h>

struct _PlumbVoteList
{
  GtkBox parent_instance;

  /* widgets */
  GtkWidget *table; /* a scroller */
  GtkWidget *moves;
  GtkWidget *ballots;

  /* owned */
  PlumbSession *session;
};

G_DEFINE_FINAL_TYPE (PlumbVoteList, plumb_vote_list, GTK_TYPE_BOX)

enum
{
  ON_CARD,
  AFTER_READING,
  FINAL,
  N_ROUNDS
};

/* What one panelist said in the three rounds; NONE where nothing was said. */
typedef struct
{
  PlumbRecommendation value[N_ROUNDS];
  const char *reason[N_ROUNDS];
} Votes;

static Votes
get_votes (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  const PlumbVote *reading = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_READING);
  const PlumbVote *final = plumb_loop_get_vote (loop, assignment->id, PLUMB_ROUND_FINAL);

  return (Votes){
    { assignment->card->recommendation, reading != NULL ? reading->value : PLUMB_RECOMMENDATION_NONE,
      final != NULL ? final->value : PLUMB_RECOMMENDATION_NONE },
    { assignment->card->no_decision_reason, reading != NULL ? reading->reason : "", final != NULL ? final->reason : "" },
  };
}

/* What was said in the round before. */
static PlumbRecommendation
get_before (const Votes *votes, int round)
{
  for (int earlier = round - 1; earlier >= 0; earlier--)
    if (votes->value[earlier] != PLUMB_RECOMMENDATION_NONE)
      return votes->value[earlier];
  return PLUMB_RECOMMENDATION_NONE;
}

static gboolean
has_moved (const Votes *votes, int round)
{
  PlumbRecommendation before = get_before (votes, round);

  return votes->value[round] != PLUMB_RECOMMENDATION_NONE && before != PLUMB_RECOMMENDATION_NONE && before != votes->value[round];
}

/* The counted cards in the order in which their panelists speak; `chair` (out): the one who holds it, or NULL. */
static GPtrArray *
list_speakers (const PlumbLoop *loop, const PlumbPerson **chair)
{
  g_autoptr (GPtrArray) order = plumb_agenda_list_speakers (loop);
  GPtrArray *speakers = g_ptr_array_new ();

  *chair = NULL;
  for (guint i = 0; i < order->len; i++)
    {
      const PlumbSpeaker *speaker = g_ptr_array_index (order, i);

      if (speaker->chairs)
        *chair = speaker->person;
      for (guint j = 0; j < loop->assignments->len; j++)
        {
          PlumbAssignment *assignment = g_ptr_array_index (loop->assignments, j);

          if (plumb_assignment_is_counted (assignment) && g_str_equal (assignment->person, speaker->person->id))
            g_ptr_array_add (speakers, assignment);
        }
    }
  return speakers;
}

/* The table. */

static void
attach_text (GtkGrid *grid, const char *text, const char *style, int column, int row)
{
  GtkWidget *label = plumb_label_new (text, style);

  gtk_label_set_wrap (GTK_LABEL (label), FALSE);
  gtk_grid_attach (grid, label, column, row, 1, 1);
}

static void
add_row (GtkGrid *grid, const PlumbLoop *loop, const PlumbAssignment *assignment, const Votes *votes, gboolean chairs, int row)
{
  const PlumbStage *stage = plumb_loop_get_stage (loop, assignment);
  g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, assignment->person));
  g_autofree char *about = g_strconcat (stage != NULL ? stage->short_title : "", chairs ? _ (" · holds the chair") : "", NULL);
  g_autofree char *number = g_strdup_printf ("%d", row);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  gtk_box_append (GTK_BOX (box), plumb_label_new (name, NULL));
  gtk_box_append (GTK_BOX (box), plumb_label_new (about, "secondary"));
  gtk_widget_set_hexpand (box, TRUE);
  attach_text (grid, number, "secondary", 0, row);
  gtk_grid_attach (grid, box, 1, row, 1, 1);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      gboolean given = votes->value[round] != PLUMB_RECOMMENDATION_NONE;
      g_autofree char *text = g_strconcat (given ? plumb_recommendation_to_label (votes->value[round]) : "–",
                                           has_moved (votes, round) ? _ (", moved") : "", NULL);

      attach_text (grid, text, !given ? "secondary" : has_moved (votes, round) ? "heading" : NULL, round + 2, row);
    }
}

/* "5 for, 2 against": how each round stands. */
static void
add_totals (GtkGrid *grid, GPtrArray *all, int row)
{
  attach_text (grid, _ ("For and against"), "secondary", 1, row);
  for (int round = 0; round < N_ROUNDS; round++)
    {
      guint n_for = 0, n_against = 0;
      g_autofree char *text = NULL;

      for (guint i = 0; i < all->len; i++)
        {
          PlumbRecommendation value = ((const Votes *)g_ptr_array_index (all, i))->value[round];

          n_for += value == PLUMB_RECOMMENDATION_YES || value == PLUMB_RECOMMENDATION_STRONG_YES;
          n_against += value == PLUMB_RECOMMENDATION_NO || value == PLUMB_RECOMMENDATION_STRONG_NO;
        }
      text = n_for + n_against > 0 ? g_strdup_printf (_ ("%u for, %u against"), n_for, n_against) : g_strdup ("–");
      attach_text (grid, text, "secondary", round + 2, row);
    }
}

static void
show_table (PlumbVoteList *list, const PlumbLoop *loop, GPtrArray *speakers, GPtrArray *all, const PlumbPerson *chair)
{
  static const char *const heads[] = { N_ ("Speaks"), N_ ("Panelist"), N_ ("On the card"), N_ ("After reading"), N_ ("Final") };
  GtkWidget *grid = gtk_grid_new ();

  gtk_grid_set_column_spacing (GTK_GRID (grid), 20);
  gtk_grid_set_row_spacing (GTK_GRID (grid), 8);
  for (guint i = 0; i < G_N_ELEMENTS (heads); i++)
    attach_text (GTK_GRID (grid), _ (heads[i]), "secondary", (int)i, 0);
  for (guint i = 0; i < speakers->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (speakers, i);

      add_row (GTK_GRID (grid), loop, assignment, g_ptr_array_index (all, i),
               chair != NULL && g_str_equal (chair->id, assignment->person), (int)i + 1);
    }
  if (speakers->len > 0)
    add_totals (GTK_GRID (grid), all, (int)speakers->len + 1);
  plumb_side_scroller_set_child (PLUMB_SIDE_SCROLLER (list->table), grid);
}

/* "Lukas Weber moved after reading, from No to Yes: …", one a line. */
static void
show_moves (PlumbVoteList *list, const PlumbLoop *loop)
{
  g_autoptr (GPtrArray) moves = plumb_vote_move_list (loop);

  plumb_widget_clear (list->moves);
  for (guint i = 0; i < moves->len; i++)
    {
      const PlumbVoteMove *move = g_ptr_array_index (moves, i);
      g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, move->assignment->person));
      g_autofree char *reason = plumb_text_dup_shown (*move->reason != '\0' ? move->reason : _ ("no reason was given"));
      g_autofree char *text
          = g_strdup_printf (move->vote->round == PLUMB_ROUND_READING ? _ ("%s moved after reading, from %s to %s: %s")
                                                                      : _ ("%s moved in the final vote, from %s to %s: %s"),
                             name, plumb_recommendation_to_label (move->from), plumb_recommendation_to_label (move->to), reason);

      gtk_box_append (GTK_BOX (list->moves), plumb_label_new (text, NULL));
    }
  if (moves->len == 0)
    gtk_box_append (GTK_BOX (list->moves), plumb_label_new (_ ("Nobody has moved."), "secondary"));
}

/* Why somebody did not decide, on the card or in the last vote. */
static void
show_undecided (PlumbVoteList *list, const PlumbLoop *loop, GPtrArray *speakers, GPtrArray *all)
{
  for (guint i = 0; i < speakers->len; i++)
    for (int round = 0; round < N_ROUNDS; round++)
      {
        const Votes *votes = g_ptr_array_index (all, i);
        const char *person = ((const PlumbAssignment *)g_ptr_array_index (speakers, i))->person;
        g_autofree char *name = plumb_text_dup_line (plumb_loop_get_person_name (loop, person));
        g_autofree char *reason = plumb_text_dup_shown (votes->reason[round]);
        g_autofree char *text = g_strdup_printf (_ ("%s, no decision: %s"), name, reason);

        if (votes->value[round] == PLUMB_RECOMMENDATION_NO_DECISION && !has_moved (votes, round))
          gtk_box_append (GTK_BOX (list->moves), plumb_label_new (text, NULL));
      }
}

/* The ballots. */

static PlumbBallot *
find_ballot (PlumbVoteList *list, const char *assignment)
{
  for (GtkWidget *child = gtk_widget_get_first_child (list->ballots); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (g_str_equal (plumb_ballot_get_assignment (PLUMB_BALLOT (child)), assignment))
      return PLUMB_BALLOT (child);
  return NULL;
}

static gboolean
may_vote (PlumbVoteList *list, const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  return loop->state == PLUMB_LOOP_OPEN && plumb_assignment_is_counted (assignment)
         && plumb_session_is_me (list->session, assignment->person);
}

static void
show_ballots (PlumbVoteList *list, const PlumbLoop *loop, GPtrArray *speakers)
{
  GtkWidget *next;

  for (GtkWidget *child = gtk_widget_get_first_child (list->ballots); child != NULL; child = next)
    {
      const PlumbAssignment *assignment = plumb_loop_get_assignment (loop, plumb_ballot_get_assignment (PLUMB_BALLOT (child)));

      next = gtk_widget_get_next_sibling (child);
      if (assignment == NULL || !may_vote (list, loop, assignment))
        gtk_box_remove (GTK_BOX (list->ballots), child);
    }
  for (guint i = 0; i < speakers->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (speakers, i);
      PlumbBallot *ballot = find_ballot (list, assignment->id);

      if (ballot != NULL)
        plumb_ballot_update (ballot, loop);
      else if (may_vote (list, loop, assignment))
        gtk_box_append (GTK_BOX (list->ballots), plumb_ballot_new (list->session, loop, assignment));
    }
  gtk_widget_set_visible (list->ballots, gtk_widget_get_first_child (list->ballots) != NULL);
}

static void
plumb_vote_list_dispose (GObject *object)
{
  g_clear_object (&PLUMB_VOTE_LIST (object)->session);
  G_OBJECT_CLASS (plumb_vote_list_parent_class)->dispose (object);
}

static void
plumb_vote_list_class_init (PlumbVoteListClass *class)
{
  G_OBJECT_CLASS (class)->dispose = plumb_vote_list_dispose;
}

static void
plumb_vote_list_init (PlumbVoteList *list)
{
  list->table = plumb_side_scroller_new ();
  list->moves = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  list->ballots = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);
  gtk_orientable_set_orientation (GTK_ORIENTABLE (list), GTK_ORIENTATION_VERTICAL);
  gtk_box_set_spacing (GTK_BOX (list), 14);
  gtk_box_append (GTK_BOX (list), list->table);
  gtk_box_append (GTK_BOX (list), list->moves);
  gtk_box_append (GTK_BOX (list), list->ballots);
}

GtkWidget *
plumb_vote_list_new (PlumbSession *session)
{
  PlumbVoteList *list;

  g_return_val_if_fail (PLUMB_IS_SESSION (session), NULL);

  list = g_object_new (PLUMB_TYPE_VOTE_LIST, NULL);
  list->session = g_object_ref (session);
  return GTK_WIDGET (list);
}

void
plumb_vote_list_update (PlumbVoteList *list, PlumbSnapshot *snapshot)
{
  const PlumbLoop *loop;
  const PlumbPerson *chair;
  g_autoptr (GPtrArray) speakers = NULL;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func (g_free);

  g_return_if_fail (PLUMB_IS_VOTE_LIST (list) && snapshot != NULL);

  loop = plumb_snapshot_get_loop (snapshot);
  speakers = list_speakers (loop, &chair);
  for (guint i = 0; i < speakers->len; i++)
    {
      Votes *votes = g_new (Votes, 1);

      *votes = get_votes (loop, g_ptr_array_index (speakers, i));
      g_ptr_array_add (all, votes);
    }
  show_table (list, loop, speakers, all, chair);
  show_moves (list, loop);
  show_undecided (list, loop, speakers, all);
  show_ballots (list, loop, speakers);
}
