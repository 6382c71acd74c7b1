/* redact.c - builds the loop of a packet: see packet.h for what each profile takes over. Nothing of the source is shared but the
 * template, and for the candidate not even that. */
#include "exports/redact.h"

#include "exports/aliases.h"

struct _PlumbRedaction
{
  const PlumbLoop *source;
  PlumbProfileKind profile;
  gboolean keeps_people;
  gboolean keeps_texts;
  gboolean keeps_record;
  gboolean keeps_minutes;
  PlumbAliases *aliases; /* NULL when every name is kept */
};

static char *
dup_person_id (PlumbRedaction *redaction, const char *id)
{
  const char *alias;

  if (redaction->keeps_people || id == NULL)
    return g_strdup (id);
  alias = plumb_aliases_get_id (redaction->aliases, id);
  return g_strdup (alias != NULL ? alias : "");
}

static void
take_person_id (PlumbRedaction *redaction, char **field, const char *id)
{
  g_free (*field);
  *field = dup_person_id (redaction, id);
}

static void
take_concealed (PlumbRedaction *redaction, char **field, const char *text)
{
  g_free (*field);
  *field = plumb_redaction_dup_concealed (redaction, text);
}

static void
take_text (PlumbRedaction *redaction, char **field, const char *text)
{
  if (redaction->keeps_texts)
    take_concealed (redaction, field, text);
}

static void
copy_people (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->people->len; i++)
    {
      const PlumbPerson *person = g_ptr_array_index (redaction->source->people, i);
      PlumbPerson *copy;

      if (redaction->keeps_people)
        {
          copy = plumb_person_copy (person);
          if (!redaction->keeps_texts)
            plumb_set_string (&copy->email, "");
          g_ptr_array_add (loop->people, copy);
          continue;
        }
      copy = plumb_person_new (plumb_aliases_get_id (redaction->aliases, person->id),
                               plumb_aliases_get_name (redaction->aliases, person->id));
      copy->role = person->role;
      g_ptr_array_add (loop->people, copy);
    }
}

static PlumbAnswer *
copy_answer (PlumbRedaction *redaction, const PlumbAnswer *answer)
{
  PlumbAnswer *copy = plumb_answer_new (answer->question);

  copy->state = answer->state;
  copy->score = answer->score;
  copy->seconds = answer->seconds;
  copy->updated_at = answer->updated_at;
  g_strfreev (copy->signals);
  copy->signals = g_strdupv (answer->signals);
  copy->supported = !redaction->keeps_texts && !plumb_answer_is_unsupported (answer);
  take_text (redaction, &copy->notes, answer->notes);
  take_text (redaction, &copy->rationale, answer->rationale);
  for (guint i = 0; redaction->keeps_texts && i < answer->evidence->len; i++)
    {
      const PlumbEvidence *evidence = g_ptr_array_index (answer->evidence, i);
      g_autofree char *quote = plumb_redaction_dup_concealed (redaction, evidence->quote);

      g_ptr_array_add (copy->evidence, plumb_evidence_new (evidence->target, quote));
    }
  return copy;
}

/* What was amended stays told even where the texts are left out. */
static PlumbAmendment *
copy_amendment (PlumbRedaction *redaction, const PlumbAmendment *amendment)
{
  PlumbAmendment *copy = plumb_amendment_copy (amendment);
  gboolean is_text = g_str_equal (amendment->field, "notes") || g_str_equal (amendment->field, "summary");

  take_person_id (redaction, &copy->author, amendment->author);
  if (is_text)
    {
      plumb_set_string (&copy->before, "");
      plumb_set_string (&copy->after, "");
      take_text (redaction, &copy->before, amendment->before);
      take_text (redaction, &copy->after, amendment->after);
    }
  plumb_set_string (&copy->reason, "");
  take_text (redaction, &copy->reason, amendment->reason);
  return copy;
}

static void
copy_submitted (PlumbRedaction *redaction, PlumbScorecard *copy, const PlumbScorecard *card)
{
  copy->recommendation = card->recommendation;
  copy->submitted_at = card->submitted_at;
  copy->elapsed = card->elapsed;
  copy->not_blind = card->not_blind;
  copy->withheld = card->withheld;
  take_text (redaction, &copy->no_decision_reason, card->no_decision_reason);
  take_text (redaction, &copy->summary, card->summary);
  take_text (redaction, &copy->handover, card->handover);
  for (guint i = 0; i < card->answers->len; i++)
    g_ptr_array_add (copy->answers, copy_answer (redaction, g_ptr_array_index (card->answers, i)));
  for (guint i = 0; i < card->amendments->len; i++)
    {
      const PlumbAmendment *amendment = g_ptr_array_index (card->amendments, i);

      copy->not_blind = copy->not_blind || amendment->not_blind;
      if (redaction->keeps_record)
        g_ptr_array_add (copy->amendments, copy_amendment (redaction, amendment));
    }
}

/* Of a card that is not submitted only the state goes out, even to its author: a draft is nobody's evidence yet. */
static PlumbScorecard *
copy_card (PlumbRedaction *redaction, const PlumbAssignment *assignment)
{
  const PlumbScorecard *card = assignment->card;
  PlumbScorecard *copy = plumb_scorecard_new (card->id, plumb_loop_get_stage (redaction->source, assignment));

  g_ptr_array_set_size (copy->answers, 0);
  copy->state = card->state;
  copy->started_at = card->started_at;
  if (card->state == PLUMB_CARD_SUBMITTED)
    copy_submitted (redaction, copy, card);
  else
    copy->withheld = TRUE;
  return copy;
}

static void
copy_assignments (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (redaction->source->assignments, i);
      g_autofree char *person = dup_person_id (redaction, assignment->person);
      PlumbAssignment *copy = plumb_assignment_new (assignment->id, assignment->stage, person, assignment->seat);

      copy->scheduled_at = assignment->scheduled_at;
      copy->late = assignment->late;
      if (assignment->skip_reason != NULL)
        {
          copy->skip_reason = g_strdup ("");
          take_text (redaction, &copy->skip_reason, assignment->skip_reason);
        }
      copy->card = copy_card (redaction, assignment);
      g_ptr_array_add (loop->assignments, copy);
    }
}

/* Merges go out with every flag, since no gate would agree with its figure without them; what was said goes where texts go. */
static void
copy_flag_events (PlumbRedaction *redaction, PlumbFlag *copy, const PlumbFlag *flag)
{
  for (guint i = 0; i < flag->events->len; i++)
    {
      const PlumbFlagEvent *event = g_ptr_array_index (flag->events, i);
      gboolean is_merge = event->act == PLUMB_FLAG_ACT_MERGED || event->act == PLUMB_FLAG_ACT_UNMERGED;
      PlumbFlagEvent *said;

      if (!is_merge && !redaction->keeps_texts)
        continue;
      said = plumb_flag_event_new (event->act, "");
      take_text (redaction, &said->text, event->text);
      plumb_set_string (&said->into, event->into);
      take_person_id (redaction, &said->author, event->author);
      said->at = event->at;
      g_ptr_array_add (copy->events, said);
    }
}

static void
copy_flags (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->flags->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (redaction->source->flags, i);
      const PlumbAssignment *assignment = plumb_loop_get_assignment (redaction->source, flag->assignment);
      PlumbFlag *copy;

      if (assignment == NULL || assignment->card->state != PLUMB_CARD_SUBMITTED)
        continue;
      copy = plumb_flag_new (flag->id, flag->assignment);
      plumb_set_string (&copy->question, flag->question);
      plumb_set_string (&copy->choice, flag->choice);
      take_concealed (redaction, &copy->label, flag->label);
      copy->severity = flag->severity;
      copy->state = flag->state;
      copy->raised_at = flag->raised_at;
      copy->resolved_at = flag->resolved_at;
      take_text (redaction, &copy->quote, flag->quote);
      take_text (redaction, &copy->resolution, flag->resolution);
      take_person_id (redaction, &copy->resolved_by, flag->resolved_by);
      copy_flag_events (redaction, copy, flag);
      g_ptr_array_add (loop->flags, copy);
    }
}

static void
copy_votes (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->votes->len; i++)
    {
      const PlumbVote *vote = g_ptr_array_index (redaction->source->votes, i);
      PlumbVote *copy = plumb_vote_new ();

      plumb_set_string (&copy->assignment, vote->assignment);
      copy->round = vote->round;
      copy->value = vote->value;
      copy->at = vote->at;
      take_text (redaction, &copy->reason, vote->reason);
      g_ptr_array_add (loop->votes, copy);
    }
  for (guint i = 0; i < redaction->source->verdicts->len; i++)
    {
      const PlumbVerdict *verdict = g_ptr_array_index (redaction->source->verdicts, i);
      PlumbVerdict *copy = plumb_verdict_new ();

      plumb_set_string (&copy->assignment, verdict->assignment);
      copy->value = verdict->value;
      copy->at = verdict->at;
      take_text (redaction, &copy->rationale, verdict->rationale);
      copy->declared = verdict->declared && redaction->keeps_texts;
      copy->confirmed = copy->declared ? verdict->confirmed : 0;
      take_text (redaction, &copy->independence_note, verdict->independence_note);
      g_ptr_array_add (loop->verdicts, copy);
    }
}

static void
copy_minutes (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; redaction->keeps_minutes && i < redaction->source->debriefs->len; i++)
    {
      const PlumbDebrief *debrief = g_ptr_array_index (redaction->source->debriefs, i);
      PlumbDebrief *copy = plumb_debrief_new ();

      take_person_id (redaction, &copy->person, debrief->person);
      copy->minutes = debrief->minutes;
      copy->at = debrief->at;
      g_ptr_array_add (loop->debriefs, copy);
    }
  for (guint i = 0; redaction->keeps_minutes && i < redaction->source->points->len; i++)
    {
      const PlumbPoint *point = g_ptr_array_index (redaction->source->points, i);
      PlumbPoint *copy = plumb_point_new (point->key);

      take_concealed (redaction, &copy->title, point->title);
      copy->outcome = point->outcome;
      take_text (redaction, &copy->note, point->note);
      take_person_id (redaction, &copy->author, point->author);
      copy->at = point->at;
      g_ptr_array_add (loop->points, copy);
    }
}

static void
copy_decisions (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->decisions->len; i++)
    {
      const PlumbDecision *decision = g_ptr_array_index (redaction->source->decisions, i);
      PlumbDecision *copy = plumb_decision_new ();

      plumb_set_string (&copy->id, decision->id);
      copy->value = decision->value;
      copy->outcome = decision->outcome;
      copy->at = decision->at;
      copy->superseded = decision->superseded;
      plumb_set_string (&copy->figures, decision->figures);
      take_concealed (redaction, &copy->conditions, decision->conditions);
      take_text (redaction, &copy->rationale, decision->rationale);
      take_text (redaction, &copy->override_reason, decision->override_reason);
      take_text (redaction, &copy->reopen_reason, decision->reopen_reason);
      take_person_id (redaction, &copy->decider, decision->decider);
      g_strfreev (copy->dissents);
      copy->dissents = g_strdupv (decision->dissents);
      for (guint j = 0; copy->dissents != NULL && copy->dissents[j] != NULL; j++)
        take_person_id (redaction, &copy->dissents[j], decision->dissents[j]);
      g_ptr_array_add (loop->decisions, copy);
    }
}

static void
copy_seals (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; redaction->keeps_record && i < redaction->source->seals->len; i++)
    {
      const PlumbSeal *seal = g_ptr_array_index (redaction->source->seals, i);
      PlumbSeal *copy = plumb_seal_new ();

      take_person_id (redaction, &copy->person, seal->person);
      take_text (redaction, &copy->reason, seal->reason);
      copy->at = seal->at;
      g_ptr_array_add (loop->seals, copy);
    }
}

static void
copy_stage_skips (PlumbRedaction *redaction, PlumbLoop *loop)
{
  for (guint i = 0; i < redaction->source->stage_skips->len; i++)
    {
      const PlumbStageSkip *skip = g_ptr_array_index (redaction->source->stage_skips, i);
      PlumbStageSkip *copy = plumb_stage_skip_new (skip->stage, "");

      take_person_id (redaction, &copy->author, skip->author);
      take_text (redaction, &copy->reason, skip->reason);
      copy->at = skip->at;
      g_ptr_array_add (loop->stage_skips, copy);
    }
}

static PlumbLoop *
start_loop (PlumbRedaction *redaction, PlumbTemplate *template)
{
  const PlumbLoop *source = redaction->source;
  PlumbLoop *loop = plumb_loop_new (source->id, template);
  const char *candidate = redaction->aliases != NULL ? plumb_aliases_get_candidate (redaction->aliases) : NULL;

  plumb_set_string (&loop->role, source->role);
  loop->state = source->state;
  loop->opened_at = source->opened_at;
  loop->candidate = plumb_candidate_new (source->candidate->id, candidate != NULL ? candidate : source->candidate->name);
  if (redaction->keeps_texts && candidate == NULL)
    plumb_set_string (&loop->candidate->email, source->candidate->email);
  if (redaction->profile != PLUMB_PROFILE_CANDIDATE && candidate == NULL)
    take_concealed (redaction, &loop->candidate->headline, source->candidate->headline);
  return loop;
}

/* A template of the same competencies and stages that tells nothing of what is asked, looked for and required. */
static PlumbTemplate *
dup_candidate_template (const PlumbTemplate *source)
{
  g_autoptr (GError) error = NULL;
  json_t *document = json_deep_copy (source->document);
  PlumbTemplate *template = plumb_template_new_from_json (document, "$", &error);

  json_decref (document);
  g_assert_no_error (error);
  plumb_set_string (&template->summary, "");
  plumb_set_string (&template->weights_note, "");
  template->policy = (PlumbPolicy){ .visibility = source->policy.visibility };
  g_ptr_array_set_size (template->flags, 0);
  for (guint i = 0; i < template->competencies->len; i++)
    ((PlumbCompetency *)g_ptr_array_index (template->competencies, i))->weight = 1;
  for (guint i = 0; i < template->stages->len; i++)
    {
      PlumbStage *stage = g_ptr_array_index (template->stages, i);

      g_ptr_array_set_size (stage->script, 0);
      plumb_set_string (&stage->about, "");
      stage->weight = 1;
      stage->seat = PLUMB_SEAT_INTERVIEWER;
    }
  json_decref (template->document);
  template->document = json_object ();
  return template;
}

/* The first date of any interview of the stage; 0 when none is known. */
static PlumbInstant
find_stage_date (const PlumbLoop *source, const char *stage)
{
  PlumbInstant first = 0;

  for (guint i = 0; i < source->assignments->len; i++)
    {
      const PlumbAssignment *assignment = g_ptr_array_index (source->assignments, i);
      PlumbInstant at = assignment->scheduled_at != 0 ? assignment->scheduled_at : assignment->card->started_at;

      if (g_str_equal (assignment->stage, stage) && assignment->skip_reason == NULL && at != 0 && (first == 0 || at < first))
        first = at;
    }
  return first;
}

static PlumbLoop *
dup_candidate_loop (PlumbRedaction *redaction)
{
  g_autoptr (PlumbTemplate) template = dup_candidate_template (redaction->source->template);
  const PlumbDecision *decision = plumb_loop_get_decision (redaction->source);
  PlumbLoop *loop = start_loop (redaction, template);

  for (guint i = 0; i < template->stages->len; i++)
    {
      const PlumbStage *stage = g_ptr_array_index (template->stages, i);
      PlumbInstant at = find_stage_date (redaction->source, stage->key);
      PlumbAssignment *assignment;

      if (at == 0)
        continue;
      assignment = plumb_assignment_new (stage->key, stage->key, "", PLUMB_SEAT_INTERVIEWER);
      assignment->scheduled_at = at;
      assignment->card = plumb_scorecard_new (stage->key, stage);
      g_ptr_array_add (loop->assignments, assignment);
    }
  if (decision != NULL)
    {
      PlumbDecision *copy = plumb_decision_new ();

      copy->value = decision->value;
      copy->outcome = PLUMB_OUTCOME_UNDECIDED;
      copy->at = decision->at;
      take_concealed (redaction, &copy->conditions, decision->conditions);
      g_ptr_array_add (loop->decisions, copy);
    }
  return loop;
}

PlumbRedaction *
plumb_redaction_new (const PlumbLoop *source, const PlumbPacketOptions *options)
{
  PlumbRedaction *redaction;
  PlumbHidden hidden = { 0 };
  gboolean whole;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (options != NULL, NULL);

  whole = options->profile == PLUMB_PROFILE_COMMITTEE || options->profile == PLUMB_PROFILE_AUDIT;
  hidden.people = whole ? options->names : PLUMB_NAMES_LETTERS;
  hidden.everybody = options->profile == PLUMB_PROFILE_CANDIDATE ? "the hiring team" : NULL;
  hidden.candidate = options->hides_candidate && options->profile != PLUMB_PROFILE_CANDIDATE;
  redaction = g_new0 (PlumbRedaction, 1);
  redaction->source = source;
  redaction->profile = options->profile;
  redaction->keeps_people = hidden.people == PLUMB_NAMES_FULL;
  redaction->keeps_texts = whole && !(options->omit & PLUMB_OMIT_TEXTS);
  redaction->keeps_minutes = whole && !(options->omit & PLUMB_OMIT_MINUTES);
  redaction->keeps_record = options->profile == PLUMB_PROFILE_AUDIT;
  if (!redaction->keeps_people || hidden.candidate)
    redaction->aliases = plumb_aliases_new (source, &hidden);
  return redaction;
}

void
plumb_redaction_free (PlumbRedaction *redaction)
{
  if (redaction == NULL)
    return;
  plumb_aliases_free (redaction->aliases);
  g_free (redaction);
}

PlumbLoop *
plumb_redaction_dup_loop (PlumbRedaction *redaction)
{
  PlumbLoop *loop;

  g_return_val_if_fail (redaction != NULL, NULL);

  if (redaction->profile == PLUMB_PROFILE_CANDIDATE)
    return dup_candidate_loop (redaction);
  loop = start_loop (redaction, redaction->source->template);
  copy_people (redaction, loop);
  copy_assignments (redaction, loop);
  copy_flags (redaction, loop);
  copy_votes (redaction, loop);
  copy_minutes (redaction, loop);
  copy_decisions (redaction, loop);
  copy_seals (redaction, loop);
  copy_stage_skips (redaction, loop);
  return loop;
}

char *
plumb_redaction_dup_person_name (PlumbRedaction *redaction, const char *id, const char *name)
{
  const char *alias;

  g_return_val_if_fail (redaction != NULL, NULL);

  if (redaction->keeps_people || name == NULL || *name == '\0')
    return g_strdup (name != NULL ? name : "");
  alias = id != NULL ? plumb_aliases_get_name (redaction->aliases, id) : NULL;
  return g_strdup (alias != NULL ? alias : "Somebody else");
}

char *
plumb_redaction_dup_concealed (PlumbRedaction *redaction, const char *text)
{
  g_return_val_if_fail (redaction != NULL, NULL);

  return redaction->aliases != NULL ? plumb_aliases_dup_concealed (redaction->aliases, text) : g_strdup (text);
}
