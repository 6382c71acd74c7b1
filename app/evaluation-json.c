/* evaluation-json.c - the document of `plumb evaluate --json`: numbers in full precision, null for what is undefined.
 *
 * Dump it with JSON_REAL_PRECISION (17), or the nearest doubles are cut.
 */
#include "app/evaluation.h"

static json_t *
figure_to_json (const PlumbFigure *figure)
{
  return figure->defined ? json_real (figure->value) : json_null ();
}

static json_t *
card_to_json (const PlumbLoop *loop, const PlumbAssignment *assignment)
{
  return json_pack ("{s:s, s:s, s:s, s:s}", "assignment", assignment->id, "panelist", assignment->person, "name",
                    plumb_loop_get_person_name (loop, assignment->person), "stage", assignment->stage);
}

static json_t *
scores_to_json (const PlumbLoop *loop, const PlumbCompetencyResult *result, gboolean counted)
{
  json_t *list = json_array ();

  for (guint i = 0; i < result->cards->len; i++)
    {
      const PlumbCardScore *score = g_ptr_array_index (result->cards, i);
      json_t *card;

      if (score->counted != counted)
        continue;
      card = card_to_json (loop, score->assignment);
      json_object_set_new (card, "score", figure_to_json (&score->score));
      json_array_append_new (list, card);
    }
  return list;
}

static json_t *
competencies_to_json (const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  json_t *list = json_array ();

  for (guint i = 0; i < evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (evaluation->competencies, i);

      json_array_append_new (
          list, json_pack ("{s:s, s:s, s:i, s:f, s:o, s:o, s:b, s:o, s:o}", "key", result->competency->key, "name",
                           result->competency->name, "weight", result->competency->weight, "share", result->share, "score",
                           figure_to_json (&result->score), "spread", figure_to_json (&result->spread), "split", result->split,
                           "cards", scores_to_json (loop, result, TRUE), "shadows", scores_to_json (loop, result, FALSE)));
    }
  return list;
}

static json_t *
gates_to_json (const PlumbEvaluation *evaluation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < evaluation->gates->len; i++)
    {
      const PlumbGate *gate = g_ptr_array_index (evaluation->gates, i);

      json_array_append_new (list, json_pack ("{s:s, s:s, s:s, s:o, s:o, s:s}", "key", gate->key, "title", gate->title, "state",
                                              plumb_gate_state_to_nick (gate->state), "figure", figure_to_json (&gate->figure),
                                              "threshold", figure_to_json (&gate->threshold), "reason", gate->reason));
    }
  return list;
}

static json_t *
without_card_to_json (const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  json_t *list = json_array ();

  for (guint i = 0; i < evaluation->without_card->len; i++)
    {
      const PlumbWithoutCard *without = g_ptr_array_index (evaluation->without_card, i);
      json_t *card = card_to_json (loop, without->assignment);

      json_object_set_new (card, "composite", figure_to_json (&without->composite));
      json_object_set_new (card, "outcome", json_string (plumb_outcome_to_nick (without->outcome)));
      json_object_set_new (card, "flips", json_boolean (without->flips));
      json_object_set_new (card, "gate", without->gate != NULL ? json_string (without->gate) : json_null ());
      json_array_append_new (list, card);
    }
  return list;
}

static json_t *
weights_to_json (const PlumbEvaluation *evaluation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < evaluation->weight_moves->len; i++)
    {
      const PlumbWeightMove *move = g_ptr_array_index (evaluation->weight_moves, i);

      json_array_append_new (list, json_pack ("{s:s, s:f, s:o, s:s, s:b, s:s?}", "competency", move->competency->key, "factor",
                                              move->direction < 0 ? 0.75 : 1.25, "composite", figure_to_json (&move->composite),
                                              "outcome", plumb_outcome_to_nick (move->outcome), "flips", move->flips, "gate",
                                              move->gate));
    }
  return json_pack ("{s:o, s:o, s:i, s:o}", "low", figure_to_json (&evaluation->weights_low), "high",
                    figure_to_json (&evaluation->weights_high), "flips", (int)evaluation->weights_flips, "moves", list);
}

static json_t *
firmness_to_json (const PlumbEvaluation *evaluation, const PlumbLoop *loop)
{
  g_auto (GStrv) sentences = plumb_evaluation_dup_firmness_sentences (evaluation);
  json_t *list = json_array ();

  for (guint i = 0; sentences[i] != NULL; i++)
    json_array_append_new (list, json_string (sentences[i]));
  return json_pack ("{s:o, s:o, s:o}", "without_card", without_card_to_json (evaluation, loop), "weights",
                    weights_to_json (evaluation), "sentences", list);
}

static json_t *
conditions_to_json (const PlumbEvaluation *evaluation)
{
  json_t *list = json_array ();

  for (guint i = 0; i < evaluation->conditions->len; i++)
    {
      const PlumbFlag *flag = g_ptr_array_index (evaluation->conditions, i);

      json_array_append_new (
          list, json_pack ("{s:s, s:s, s:s}", "flag", flag->id, "assignment", flag->assignment, "label", flag->label));
    }
  return list;
}

static json_t *
candidate_to_json (const PlumbCandidate *candidate)
{
  if (candidate == NULL)
    return json_null ();
  return json_pack ("{s:s, s:s}", "id", candidate->id, "name", candidate->name);
}

static json_t *
template_to_json (const PlumbTemplate *template)
{
  return json_pack ("{s:s, s:i, s:s}", "key", template->key, "version", template->version, "sha256", template->sha256);
}

static json_t *
scale_to_json (const PlumbTemplate *template)
{
  json_t *labels = json_array ();

  for (guint i = 0; template->labels[i] != NULL; i++)
    json_array_append_new (labels, json_string (template->labels[i]));
  return json_pack ("{s:i, s:o}", "points", template->points, "labels", labels);
}

json_t *
plumb_evaluation_to_json (const PlumbEvaluation *evaluation)
{
  g_autofree char *headline = NULL;
  const PlumbLoop *loop;
  json_t *document;

  g_return_val_if_fail (evaluation != NULL, NULL);

  loop = plumb_snapshot_get_loop (evaluation->snapshot);
  headline = plumb_evaluation_dup_headline (evaluation);
  document = json_pack ("{s:s, s:s, s:o, s:s, s:o, s:o, s:s, s:b}", "scoring_version", PLUMB_SCORING_VERSION, "loop", loop->id,
                        "candidate", candidate_to_json (loop->candidate), "role", loop->role, "template",
                        template_to_json (loop->template), "scale", scale_to_json (loop->template), "sight",
                        plumb_sight_to_nick (plumb_snapshot_get_sight (evaluation->snapshot)), "withheld", evaluation->withheld);
  json_object_update_new (
      document,
      json_pack ("{s:s, s:s, s:o, s:o, s:o, s:[o, o], s:b, s:i, s:i}", "outcome", plumb_outcome_to_nick (evaluation->outcome),
                 "headline", headline, "composite", figure_to_json (&evaluation->composite), "percent",
                 figure_to_json (&evaluation->percent), "coverage", figure_to_json (&evaluation->coverage), "bounds",
                 figure_to_json (&evaluation->low), figure_to_json (&evaluation->high), "votes_split", evaluation->votes_split,
                 "counted", (int)evaluation->n_counted, "awaited", (int)evaluation->n_awaited));
  json_object_update_new (document, json_pack ("{s:o, s:o, s:o, s:o}", "competencies", competencies_to_json (evaluation, loop),
                                               "gates", gates_to_json (evaluation), "conditions", conditions_to_json (evaluation),
                                               "firmness", firmness_to_json (evaluation, loop)));
  return document;
}
