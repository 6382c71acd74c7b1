/* pages-dossier.c - the words that sections share. */
#include "exports/pages-dossier.h"

#include "app/phrase.h"

#include <string.h>

gboolean
plumb_dossier_shows_card (const PlumbAssignment *assignment)
{
  g_return_val_if_fail (assignment != NULL, FALSE);
  return assignment->card->state == PLUMB_CARD_SUBMITTED && !assignment->card->withheld;
}

char *
plumb_dossier_dup_anchor (const PlumbAssignment *assignment)
{
  g_return_val_if_fail (assignment != NULL, NULL);
  return g_strconcat ("card-", assignment->id, NULL);
}

const char *
plumb_dossier_get_panelist (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  const char *name = assignment == NULL ? "" : plumb_loop_get_person_name (dossier->loop, assignment->person);

  return *name == '\0' ? "Unknown panelist" : name;
}

const char *
plumb_dossier_get_stage_title (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  const PlumbStage *stage = assignment == NULL ? NULL : plumb_loop_get_stage (dossier->loop, assignment);

  return stage == NULL ? "" : stage->title;
}

const char *
plumb_dossier_get_stage_short (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  const PlumbStage *stage = assignment == NULL ? NULL : plumb_loop_get_stage (dossier->loop, assignment);

  return stage == NULL ? "" : stage->short_title;
}

/* Only names that are plainly "First [Middle] Last" in Latin letters are shortened; initials mislead elsewhere. */
static char *
dup_short (const char *name)
{
  const char *last = strrchr (name, ' ');
  gunichar first = g_utf8_get_char (name);

  if (last == NULL || last[1] == '\0' || !g_unichar_isalpha (first) || g_unichar_get_script (first) != G_UNICODE_SCRIPT_LATIN)
    return g_strdup (name);
  return g_strdup_printf ("%.*s. %s", (int)(g_utf8_next_char (name) - name), name, last + 1);
}

char *
plumb_dossier_dup_short_name (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  const char *name = plumb_dossier_get_panelist (dossier, assignment);

  return dossier->packet->shows_people ? dup_short (name) : g_strdup (name);
}

char *
plumb_dossier_dup_card_label (const PlumbDossier *dossier, const PlumbAssignment *assignment)
{
  g_autofree char *short_name = plumb_dossier_dup_short_name (dossier, assignment);
  g_autofree char *name = plumb_phrase_dup_name (short_name);
  g_autofree char *stage = plumb_phrase_dup_name (plumb_dossier_get_stage_short (dossier, assignment));

  return g_strdup_printf ("%s, %s", name, stage);
}

char *
plumb_dossier_dup_people (const PlumbDossier *dossier, GStrv ids)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; ids != NULL && ids[i] != NULL; i++)
    {
      const char *name = plumb_loop_get_person_name (dossier->loop, ids[i]);
      g_string_append_printf (names, "%s%s", names->len > 0 ? ", " : "", *name != '\0' ? name : "somebody unknown");
    }
  return g_string_free (g_steal_pointer (&names), FALSE);
}

char *
plumb_dossier_dup_hundredths (int hundredths)
{
  return g_strdup_printf ("%d.%02d", hundredths / 100, hundredths % 100);
}

char *
plumb_dossier_dup_share (double percent)
{
  char number[G_ASCII_DTOSTR_BUF_SIZE];

  return g_strdup_printf ("%s %%", g_ascii_formatd (number, sizeof number, "%.4g", percent));
}

char *
plumb_dossier_dup_minutes (gint64 microseconds)
{
  return microseconds <= 0 ? NULL : g_strdup_printf ("%d min", (int)MAX (1, microseconds / G_USEC_PER_SEC / 60));
}

char *
plumb_dossier_dup_quoted (const char *quote)
{
  gunichar first = g_utf8_get_char (quote);

  if (first == '"' || first == 0x201c || first == 0x201e || first == 0xab || first == 0x300c)
    return g_strdup (quote);
  return g_strdup_printf ("“%s”", quote);
}

PlumbColour
plumb_dossier_get_severity_colour (PlumbSeverity severity)
{
  switch (severity)
    {
    case PLUMB_SEVERITY_CRITICAL:
      return PLUMB_COLOUR_ALARM;
    case PLUMB_SEVERITY_MAJOR:
      return 0xcf6a3f;
    case PLUMB_SEVERITY_MINOR:
    default:
      return 0x9aa0a4;
    }
}
