/* pages-method.c - how the figures come about, and the stamp: enough to recompute and to check the packet by hand. */
#include "exports/pages-dossier.h"

static void
add_pair (PlumbFlow *flow, PlumbStyle style, const char *label, const char *text, PlumbStripFlags flags)
{
  const double column = 100;
  PlumbSet *name = plumb_flow_set (flow, PLUMB_STYLE_SMALL_GREY, label, column - 10);
  PlumbSet *value = plumb_flow_set (flow, style, text, plumb_flow_get_measure (flow) - column);

  plumb_flow_add_set (flow, name, 0, 0);
  plumb_flow_add_set (flow, value, column, 0);
  plumb_flow_close (flow, 2, MAX (plumb_set_get_height (name), plumb_set_get_height (value)), flags);
}

static void
add_formulas (PlumbFlow *flow)
{
  static const struct
  {
    const char *name, *text;
  } formulas[] = {
    { "Card on a competency", "m(k,c) = Σ v·x / Σ v over the questions of c that card k scored; x the score, v the question's "
                              "weight. None scored: undefined." },
    { "Panel on a competency", "M(c) = Σ u·m(k,c) / Σ u over the counted cards where it is defined; u the stage's weight. "
                               "Counted: submitted, not skipped, "
                               "neither a shadow's nor an observer's." },
    { "Composite", "S = Σ w·M(c) / Σ w over the competencies that have a score; w the competency's weight." },
    { "Percent", "100·(S − 1) / (K − 1), K the points of the scale." },
    { "Coverage", "The weight of the competencies that have a score, as a part of all weight." },
    { "Bounds", "S with every competency that has no score set to 1, and to K." },
    { "Disagreement", "The highest less the lowest m(k,c) of counted cards; a split from (K − 1)/2 on." },
    { "Firmness", "The outcome again without each card, and with each weight a quarter lower and higher, the others rescaled." },
  };

  plumb_flow_keep_last (flow);
  for (guint i = 0; i < G_N_ELEMENTS (formulas); i++)
    add_pair (flow, PLUMB_STYLE_SMALL, formulas[i].name, formulas[i].text, PLUMB_STRIP_NORMAL);
  plumb_part_paragraph (
      flow, PLUMB_STYLE_SMALL_GREY,
      "A missing score is never a zero: not asked, no evidence, not applicable and declined enter no sum. Sums are exact; "
      "figures are rounded once, when shown, halves away from zero. Red flags gate a decision and never subtract points.",
      0, 6);
}

static void
add_scale (const PlumbDossier *dossier)
{
  GString *text = g_string_new (NULL);

  for (int point = 1; point <= dossier->template->points; point++)
    g_string_append_printf (text, "%s%d %s", point > 1 ? "  ·  " : "", point,
                            plumb_template_get_point_label (dossier->template, point));
  add_pair (dossier->flow, PLUMB_STYLE_SMALL, "Scale", text->str, PLUMB_STRIP_KEEP);
  g_string_free (text, TRUE);
}

/* "80", "66.67" of hundredths of a percent. */
static char *
dup_percent (int hundredths)
{
  return hundredths % 100 == 0 ? g_strdup_printf ("%d", hundredths / 100) : plumb_dossier_dup_hundredths (hundredths);
}

static void
add_policy (const PlumbDossier *dossier)
{
  const PlumbPolicy *policy = &dossier->template->policy;
  PlumbFlow *flow = dossier->flow;
  g_autofree char *bar = plumb_dossier_dup_hundredths (policy->bar);
  g_autofree char *floor = plumb_dossier_dup_hundredths (policy->floor);
  g_autofree char *coverage = dup_percent (policy->coverage);
  g_autofree char *share = dup_percent (policy->floor_share);
  g_autofree char *bar_text = g_strdup_printf ("Composite of %s or more.", bar);
  g_autofree char *coverage_text = g_strdup_printf ("%s %% of the weight or more has a score.", coverage);
  g_autofree char *floor_text
      = g_strdup_printf ("%s or more on each competency that carries %s %% of the weight or more.", floor, share);

  plumb_part_heading (flow, "Scale, weights and thresholds", 0);
  add_scale (dossier);
  add_pair (flow, PLUMB_STYLE_SMALL, "Bar", bar_text, PLUMB_STRIP_NORMAL);
  add_pair (flow, PLUMB_STYLE_SMALL, "Coverage", coverage_text, PLUMB_STRIP_NORMAL);
  add_pair (flow, PLUMB_STYLE_SMALL, "Floor", floor_text, PLUMB_STRIP_NORMAL);
  add_pair (flow, PLUMB_STYLE_SMALL, "Red flags",
            "No critical or major flag may be open, no critical one upheld. An upheld major flag stands as a condition.",
            PLUMB_STRIP_NORMAL);
  add_pair (flow, PLUMB_STYLE_SMALL, "Outcome",
            "Below the bar if any gate fails, else undecided if any is open, else it meets the bar. Equal meets. People decide.",
            PLUMB_STRIP_NORMAL);
  add_pair (flow, PLUMB_STYLE_SMALL, "Overrides", plumb_policy_get_override_sentence (policy), PLUMB_STRIP_NORMAL);
}

static void
add_weights (const PlumbDossier *dossier)
{
  static const PlumbColumn columns[] = {
    { "Competency", 2.5, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_STRONG },
    { "Weight", 0.7, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL },
    { "Share", 0.8, PLUMB_ALIGN_END, PLUMB_STYLE_SMALL },
    { "What it means", 7, PLUMB_ALIGN_START, PLUMB_STYLE_SMALL_GREY },
  };
  PlumbTable *table = plumb_table_begin (dossier->flow, columns, G_N_ELEMENTS (columns), PLUMB_GAP_BLOCK);

  for (guint i = 0; i < dossier->evaluation->competencies->len; i++)
    {
      const PlumbCompetencyResult *result = g_ptr_array_index (dossier->evaluation->competencies, i);
      g_autofree char *weight = g_strdup_printf ("%d", result->competency->weight);
      g_autofree char *share = plumb_dossier_dup_share (result->share);

      plumb_table_add_row (table, (const char *const[]){ result->competency->name, weight, share, result->competency->about });
    }
  plumb_table_end (table);
  if (!plumb_part_is_blank (dossier->template->weights_note))
    plumb_part_paragraph (dossier->flow, PLUMB_STYLE_SMALL_GREY, dossier->template->weights_note, 0, 4);
}

static void
add_candidate_note (const PlumbDossier *dossier)
{
  plumb_part_heading (dossier->flow, "How to read this", 0);
  add_scale (dossier);
  plumb_part_paragraph (
      dossier->flow, PLUMB_STYLE_SMALL_GREY,
      "A figure is the panel's weighted mean of the scores for the competency. A dash says that nothing was scored; it is no "
      "zero.",
      0, 6);
}

/* Boxes are never drawn in silence. */
static void
add_missing (const PlumbDossier *dossier)
{
  g_autoptr (GArray) missing = plumb_type_list_missing (plumb_flow_get_type_case (dossier->flow));
  g_autoptr (GString) text = g_string_new (NULL);
  guint shown = MIN (missing->len, 12);

  if (missing->len == 0)
    return;
  g_string_append_printf (
      text, "No installed font has %u of the characters used; they are drawn as boxes with their code:", missing->len);
  for (guint i = 0; i < shown; i++)
    g_string_append_printf (text, "%s U+%04X", i > 0 ? "," : "", g_array_index (missing, gunichar, i));
  g_string_append (text, missing->len > shown ? " and others." : ".");
  plumb_part_signed (dossier->flow, PLUMB_SIGN_RING, PLUMB_COLOUR_WARN, &(PlumbSpan){ PLUMB_STYLE_SMALL, text->str, FALSE }, 1,
                     PLUMB_GAP_BLOCK);
}

static void
add_stamp (const PlumbDossier *dossier)
{
  const PlumbPacket *packet = dossier->packet;
  PlumbFlow *flow = dossier->flow;
  g_autofree char *local = plumb_dates_dup_date_time (&packet->dates, packet->made_at);
  g_autofree char *exact = plumb_instant_dup_iso (packet->made_at);
  g_autofree char *made = g_strdup_printf ("%s (%s) by %s", local, exact != NULL ? exact : "", packet->made_by);
  g_autofree char *program = g_strdup_printf ("Plumbline %s, scoring version %s, profile: %s", packet->program_version,
                                              packet->scoring_version, plumb_profile_to_nick (packet->profile));

  plumb_flow_add_anchor (flow, PLUMB_ANCHOR_STAMP);
  plumb_part_heading (flow, "Stamp", 1);
  if (*packet->left_out != '\0')
    add_pair (flow, PLUMB_STYLE_SMALL, "Left out", packet->left_out, PLUMB_STRIP_KEEP);
  add_pair (flow, PLUMB_STYLE_SMALL, "Made", made, PLUMB_STRIP_KEEP);
  add_pair (flow, PLUMB_STYLE_SMALL, "Program", program, PLUMB_STRIP_KEEP);
  add_pair (flow, PLUMB_STYLE_SMALL, "Template", packet->template_version, PLUMB_STRIP_KEEP);
  add_pair (flow, PLUMB_STYLE_CODE, "Template SHA-256", packet->template_hash, PLUMB_STRIP_KEEP);
  if (packet->anchor_sequence > 0)
    {
      g_autofree char *number = g_strdup_printf ("Event %" G_GINT64_FORMAT
                                                 ". Noted elsewhere, it shows later changes: tamper-evident, not tamper-proof.",
                                                 packet->anchor_sequence);
      add_pair (flow, PLUMB_STYLE_SMALL, "Audit anchor", number, PLUMB_STRIP_KEEP);
      add_pair (flow, PLUMB_STYLE_CODE, "Anchor SHA-256", packet->anchor_hash, PLUMB_STRIP_NORMAL);
    }
}

void
plumb_dossier_add_method (const PlumbDossier *dossier)
{
  g_return_if_fail (dossier != NULL);
  if (dossier->packet->shows_policy && dossier->packet->shows_method)
    {
      plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_METHOD);
      plumb_part_chapter (dossier->flow, NULL, "Method", "Method and stamp", 1, PLUMB_STRIP_NEW_PAGE);
      add_formulas (dossier->flow);
      add_policy (dossier);
      add_weights (dossier);
    }
  else if (!dossier->packet->shows_policy)
    add_candidate_note (dossier);
  add_missing (dossier);
  add_stamp (dossier);
}
