/* packet.c - evaluates the snapshot, builds the loop the profile lets out, evaluates that for the pointers into it, and carries the
 * first evaluation's figures over: so the figures are the full ones and nothing of the full loop can be reached. */
#include "exports/packet.h"

#include "app/store.h"
#include "app/text.h"
#include "exports/naming.h"
#include "exports/redact.h"

#include "config.h"

static void
packet_event_free (gpointer data)
{
  PlumbPacketEvent *event = data;

  g_free (event->actor);
  g_free (event->kind);
  g_free (event->hash);
  g_free (event);
}

/* Drops what the full evaluation withholds or the profile hides: figures of single cards. */
static void
drop_cards (PlumbEvaluation *evaluation)
{
  g_ptr_array_set_size (evaluation->without_card, 0);
  for (guint i = 0; i < evaluation->competencies->len; i++)
    g_ptr_array_set_size (((PlumbCompetencyResult *)g_ptr_array_index (evaluation->competencies, i))->cards, 0);
}

static gboolean
figures_are_equal (const PlumbFigure *a, const PlumbFigure *b)
{
  return a->defined == b->defined && g_str_equal (a->text, b->text);
}

/* The sentence made from the redacted loop names nobody the profile hides, so it stays wherever it says the same. */
static void
carry_gates (PlumbEvaluation *evaluation, const PlumbEvaluation *full)
{
  g_assert (evaluation->gates->len == full->gates->len);

  for (guint i = 0; i < full->gates->len; i++)
    {
      const PlumbGate *from = g_ptr_array_index (full->gates, i);
      PlumbGate *to = g_ptr_array_index (evaluation->gates, i);

      if (full->withheld)
        plumb_set_string (&to->reason, from->reason);
      else if (to->state != from->state || !figures_are_equal (&to->figure, &from->figure))
        plumb_set_string (&to->reason, "Rests on a card that is not submitted and is not in this packet.");
      to->state = from->state;
      to->title = from->title;
      to->figure = from->figure;
      to->threshold = from->threshold;
    }
}

/* Both evaluations hold the same counted cards and competencies, so the entries stand in the same order. */
static void
carry_firmness (PlumbEvaluation *evaluation, const PlumbEvaluation *full)
{
  g_assert (full->withheld || evaluation->without_card->len == full->without_card->len);
  g_assert (full->withheld || evaluation->weight_moves->len == full->weight_moves->len);

  evaluation->weights_low = full->weights_low;
  evaluation->weights_high = full->weights_high;
  evaluation->weights_flips = full->weights_flips;
  for (guint i = 0; !full->withheld && i < full->without_card->len; i++)
    {
      const PlumbWithoutCard *from = g_ptr_array_index (full->without_card, i);
      PlumbWithoutCard *to = g_ptr_array_index (evaluation->without_card, i);

      to->composite = from->composite;
      to->outcome = from->outcome;
      to->flips = from->flips;
      to->gate = from->gate;
      to->gate_state = from->gate_state;
    }
  for (guint i = 0; !full->withheld && i < full->weight_moves->len; i++)
    {
      const PlumbWeightMove *from = g_ptr_array_index (full->weight_moves, i);
      PlumbWeightMove *to = g_ptr_array_index (evaluation->weight_moves, i);

      to->composite = from->composite;
      to->outcome = from->outcome;
      to->flips = from->flips;
      to->gate = from->gate;
      to->gate_state = from->gate_state;
    }
}

static void
carry_figures (PlumbEvaluation *evaluation, const PlumbEvaluation *full)
{
  evaluation->withheld = full->withheld;
  evaluation->composite = full->composite;
  evaluation->percent = full->percent;
  evaluation->coverage = full->coverage;
  evaluation->low = full->low;
  evaluation->high = full->high;
  evaluation->outcome = full->outcome;
  evaluation->votes_split = full->votes_split;
  evaluation->n_counted = full->n_counted;
  evaluation->n_awaited = full->n_awaited;
  for (guint i = 0; i < full->competencies->len; i++)
    {
      const PlumbCompetencyResult *from = g_ptr_array_index (full->competencies, i);
      PlumbCompetencyResult *to = g_ptr_array_index (evaluation->competencies, i);

      to->score = from->score;
      to->spread = from->spread;
      to->split = from->split;
      to->share = from->share;
    }
  carry_gates (evaluation, full);
  carry_firmness (evaluation, full);
}

/* The gates stay as entries, so that whoever asks the evaluation for its words finds them, and tell nothing. */
static void
hide_gates (PlumbEvaluation *evaluation)
{
  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      gate->title = "Not in this packet";
      gate->state = PLUMB_GATE_OPEN;
      gate->figure = evaluation->composite;
      gate->threshold = evaluation->composite;
      plumb_set_string (&gate->reason, "Not in this packet.");
    }
}

/* Only the panel's score of each competency is the candidate's to see. */
static void
carry_candidate_figures (PlumbEvaluation *evaluation, const PlumbEvaluation *full)
{
  evaluation->withheld = full->withheld;
  evaluation->n_counted = 0;
  evaluation->n_awaited = 0;
  drop_cards (evaluation);
  g_ptr_array_set_size (evaluation->weight_moves, 0);
  hide_gates (evaluation);
  for (guint i = 0; i < full->competencies->len; i++)
    {
      PlumbCompetencyResult *to = g_ptr_array_index (evaluation->competencies, i);

      to->score = ((PlumbCompetencyResult *)g_ptr_array_index (full->competencies, i))->score;
      to->share = 0;
    }
}

static void
fill_figures (PlumbPacket *packet, PlumbSnapshot *snapshot)
{
  g_autoptr (PlumbEvaluation) full = plumb_evaluation_new (snapshot);

  packet->evaluation = plumb_evaluation_new (packet->snapshot);
  if (packet->profile == PLUMB_PROFILE_CANDIDATE)
    {
      carry_candidate_figures (packet->evaluation, full);
      return;
    }
  carry_figures (packet->evaluation, full);
  if (full->withheld)
    {
      drop_cards (packet->evaluation);
      g_ptr_array_set_size (packet->evaluation->weight_moves, 0);
    }
}

static void
fill_snapshot (PlumbPacket *packet, PlumbSnapshot *snapshot, PlumbRedaction *redaction)
{
  const char *hash;

  packet->snapshot = plumb_snapshot_new (plumb_redaction_dup_loop (redaction), NULL, PLUMB_ROLE_COORDINATOR);
  packet->loop = plumb_snapshot_get_loop (packet->snapshot);
  packet->anchor_sequence = plumb_snapshot_get_anchor (snapshot, &hash);
  packet->anchor_hash = g_strdup (hash != NULL ? hash : "");
  plumb_snapshot_set_anchor (packet->snapshot, packet->anchor_sequence, packet->anchor_hash);
  plumb_snapshot_set_origin (packet->snapshot, plumb_snapshot_get_origin (snapshot));
}

/* What was done by whom tells the blind too much: raised flags, votes. */
static void
fill_events (PlumbPacket *packet, PlumbSnapshot *snapshot, GPtrArray *events, PlumbRedaction *redaction)
{
  gboolean shown = packet->shows_record && plumb_snapshot_get_sight (snapshot) == PLUMB_SIGHT_FULL;

  packet->events = g_ptr_array_new_with_free_func (packet_event_free);
  for (guint i = 0; shown && events != NULL && i < events->len; i++)
    {
      const PlumbEvent *event = g_ptr_array_index (events, i);
      PlumbPacketEvent *copy = g_new0 (PlumbPacketEvent, 1);

      copy->sequence = event->sequence;
      copy->at = event->at;
      copy->actor = plumb_redaction_dup_person_name (redaction, event->actor, event->actor_name);
      copy->kind = g_strdup (plumb_command_kind_to_nick (event->kind));
      copy->hash = g_strdup (event->hash != NULL ? event->hash : "");
      g_ptr_array_add (packet->events, copy);
    }
}

static char *
dup_left_out (const PlumbPacketOptions *options)
{
  const PlumbProfile profile = { .names = options->names, .omit = options->omit, .hides_candidate = options->hides_candidate };

  return plumb_profile_dup_narrowing (&profile);
}

static void
fill_stamp (PlumbPacket *packet, const PlumbTemplate *template, const PlumbPacketOptions *options, PlumbRedaction *redaction)
{
  packet->made_at = options->made_at != 0 ? options->made_at : plumb_instant_now ();
  packet->made_by = plumb_redaction_dup_concealed (redaction, options->made_by != NULL ? options->made_by : "Workspace owner");
  packet->left_out = dup_left_out (options);
  packet->program_version = g_strdup (PLUMB_VERSION);
  packet->template_version = g_strdup_printf ("%s, version %d", template->key, template->version);
  packet->template_hash = g_strdup (template->sha256);
  packet->scoring_version = g_strdup (PLUMB_SCORING_VERSION);
}

static void
fill_reading (PlumbPacket *packet, const PlumbPacketOptions *options)
{
  packet->paper = options->paper;
  packet->dates.style = options->dates;
  if (options->zone != NULL)
    packet->dates.zone = plumb_dates_parse_zone (options->zone, NULL);
  if (options->zone != NULL && packet->dates.zone == NULL)
    packet->dates.zone = g_time_zone_new_utc ();
}

static void
fill_parts (PlumbPacket *packet, const PlumbPacketOptions *options)
{
  gboolean whole = options->profile == PLUMB_PROFILE_COMMITTEE || options->profile == PLUMB_PROFILE_AUDIT;

  packet->shows_people = whole && options->names == PLUMB_NAMES_FULL;
  packet->shows_texts = whole && !(options->omit & PLUMB_OMIT_TEXTS);
  packet->shows_cards = options->profile != PLUMB_PROFILE_CANDIDATE;
  packet->shows_flags = packet->shows_cards;
  packet->shows_policy = packet->shows_cards;
  packet->shows_record = options->profile == PLUMB_PROFILE_AUDIT;
  packet->shows_scorecards = packet->shows_cards && !(options->omit & PLUMB_OMIT_SCORECARDS);
  packet->shows_firmness = packet->shows_policy && !(options->omit & PLUMB_OMIT_FIRMNESS);
  packet->shows_method = !(options->omit & PLUMB_OMIT_METHOD);
}

PlumbPacketOptions
plumb_packet_options_from_profile (const PlumbProfile *profile)
{
  g_return_val_if_fail (profile != NULL, (PlumbPacketOptions){ 0 });

  return (PlumbPacketOptions){
    .profile = profile->kind,
    .names = profile->names,
    .omit = profile->omit,
    .hides_candidate = profile->hides_candidate,
    .dates = profile->dates,
    .zone = profile->zone,
    .paper = profile->paper,
  };
}

PlumbPacket *
plumb_packet_new (PlumbSnapshot *snapshot, GPtrArray *events, const PlumbPacketOptions *options)
{
  g_autoptr (PlumbRedaction) redaction = NULL;
  PlumbPacket *packet;

  g_return_val_if_fail (snapshot != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  redaction = plumb_redaction_new (plumb_snapshot_get_loop (snapshot), options);
  packet = g_new0 (PlumbPacket, 1);
  g_atomic_ref_count_init (&packet->refs);
  packet->profile = options->profile;
  fill_parts (packet, options);
  fill_reading (packet, options);
  fill_snapshot (packet, snapshot, redaction);
  fill_figures (packet, snapshot);
  fill_events (packet, snapshot, events, redaction);
  fill_stamp (packet, plumb_snapshot_get_template (snapshot), options, redaction);
  return packet;
}

PlumbPacket *
plumb_packet_ref (PlumbPacket *packet)
{
  g_return_val_if_fail (packet != NULL, NULL);
  g_atomic_ref_count_inc (&packet->refs);
  return packet;
}

void
plumb_packet_free (PlumbPacket *packet)
{
  if (packet == NULL || !g_atomic_ref_count_dec (&packet->refs))
    return;
  plumb_evaluation_unref (packet->evaluation);
  plumb_snapshot_unref (packet->snapshot);
  g_ptr_array_unref (packet->events);
  g_clear_pointer (&packet->dates.zone, g_time_zone_unref);
  g_free (packet->left_out);
  g_free (packet->made_by);
  g_free (packet->program_version);
  g_free (packet->template_version);
  g_free (packet->template_hash);
  g_free (packet->scoring_version);
  g_free (packet->anchor_hash);
  g_free (packet);
}

char *
plumb_packet_dup_file_name (const PlumbPacket *packet)
{
  g_return_val_if_fail (packet != NULL, NULL);

  return plumb_naming_dup_name (PLUMB_NAMING_DEFAULT, packet);
}
