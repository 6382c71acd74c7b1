/* pages-minutes.c - the minutes of the debrief: when the panel sat down, the points it talked about, how each was left. */
#include "exports/pages-dossier.h"

#include "app/agenda.h"
#include "app/phrase.h"

static void
add_sessions (const PlumbDossier *dossier)
{
  for (guint i = 0; i < dossier->loop->debriefs->len; i++)
    {
      const PlumbDebrief *debrief = g_ptr_array_index (dossier->loop->debriefs, i);
      g_autofree char *at = plumb_dates_dup_date_time (&dossier->packet->dates, debrief->at);
      const char *person = plumb_loop_get_person_name (dossier->loop, debrief->person);
      g_autofree char *reading
          = debrief->minutes > 0 ? g_strdup_printf (", with %d minutes of reading before anybody spoke", debrief->minutes) : NULL;
      g_autofree char *text = g_strdup_printf ("%s %s%s%s%s.", i == 0 ? "Began" : "Again", at,
                                               *person != '\0' ? ", opened by " : "", person, reading != NULL ? reading : "");

      plumb_part_paragraph (dossier->flow, PLUMB_STYLE_BODY_GREY, text, 0, i == 0 ? 4 : 1);
      plumb_flow_keep_last (dossier->flow);
    }
}

static void
choose_sign (PlumbPointOutcome outcome, PlumbSign *sign, PlumbColour *colour)
{
  switch (outcome)
    {
    case PLUMB_POINT_AGREED:
      *sign = PLUMB_SIGN_TICK;
      *colour = PLUMB_COLOUR_ACCENT;
      break;
    case PLUMB_POINT_DISAGREEMENT:
      *sign = PLUMB_SIGN_SPLIT;
      *colour = PLUMB_COLOUR_WARN;
      break;
    case PLUMB_POINT_OPEN:
    case PLUMB_POINT_EVIDENCE:
    default:
      *sign = PLUMB_SIGN_RING;
      *colour = PLUMB_COLOUR_WARN;
      break;
    }
}

static void
add_point (const PlumbDossier *dossier, const char *title, const PlumbPoint *point)
{
  g_autofree char *tail = g_strdup_printf ("  %s", plumb_point_outcome_to_label (point->outcome));
  PlumbSpan spans[] = { { PLUMB_STYLE_BODY_STRONG, title, FALSE }, { PLUMB_STYLE_BODY, tail, FALSE } };
  PlumbSign sign = PLUMB_SIGN_RING;
  PlumbColour colour = 0;
  g_autofree char *author = plumb_phrase_dup_name (plumb_loop_get_person_name (dossier->loop, point->author));
  g_autofree char *at = plumb_dates_dup_date_time (&dossier->packet->dates, point->at);
  g_autofree char *written = g_strdup_printf ("Written%s%s, %s", *author != '\0' ? " by " : "", author, at);

  choose_sign (point->outcome, &sign, &colour);
  plumb_part_signed (dossier->flow, sign, colour, spans, G_N_ELEMENTS (spans), PLUMB_GAP_BLOCK);
  if (!plumb_part_is_blank (point->note))
    {
      plumb_flow_keep_last (dossier->flow);
      plumb_part_note (dossier->flow, PLUMB_STYLE_BODY, point->note, PLUMB_SIGN_INDENT, 1);
    }
  plumb_flow_keep_last (dossier->flow);
  plumb_part_spans (dossier->flow, &(PlumbSpan){ PLUMB_STYLE_SMALL_GREY, written, TRUE }, 1, PLUMB_SIGN_INDENT, 1);
}

/* What was written down is printed even where the agenda no longer knows why it was talked about. */
static void
add_others (const PlumbDossier *dossier, const GPtrArray *agenda)
{
  for (guint i = 0; i < dossier->loop->points->len; i++)
    {
      const PlumbPoint *point = g_ptr_array_index (dossier->loop->points, i);
      gboolean known = FALSE;

      for (guint j = 0; j < agenda->len; j++)
        known = known || ((const PlumbAgendaItem *)g_ptr_array_index (agenda, j))->point == point;
      if (!known)
        add_point (dossier, *point->title != '\0' ? point->title : "A point no longer on the agenda", point);
    }
}

gboolean
plumb_dossier_has_minutes (const PlumbDossier *dossier)
{
  g_return_val_if_fail (dossier != NULL, FALSE);
  return dossier->packet->shows_cards && (dossier->loop->debriefs->len > 0 || dossier->loop->points->len > 0);
}

void
plumb_dossier_add_minutes (const PlumbDossier *dossier)
{
  g_autoptr (GPtrArray) agenda = NULL;
  guint n_silent = 0;

  g_return_if_fail (dossier != NULL);
  if (!plumb_dossier_has_minutes (dossier))
    return;
  plumb_flow_add_anchor (dossier->flow, PLUMB_ANCHOR_MINUTES);
  plumb_part_heading (dossier->flow, "Minutes of the debrief", 1);
  add_sessions (dossier);
  agenda = plumb_agenda_list (dossier->evaluation);
  for (guint i = 0; i < agenda->len; i++)
    {
      const PlumbAgendaItem *item = g_ptr_array_index (agenda, i);

      if (item->point != NULL)
        add_point (dossier, item->title, item->point);
      else
        n_silent += item->due;
    }
  add_others (dossier, agenda);
  if (n_silent > 0)
    {
      g_autofree char *text
          = g_strdup_printf ("%u more point%s of the agenda without minutes.", n_silent, n_silent == 1 ? "" : "s");
      plumb_part_paragraph (dossier->flow, PLUMB_STYLE_SMALL_GREY, text, 0, PLUMB_GAP_BLOCK);
    }
}
