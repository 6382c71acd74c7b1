/* card-spot.c - see card-spot.h. One line of text: "QUESTION CARET AT SEEN GAP". */

#include "ui/card-spot.h"

#include "app/text.h"

PlumbCardSpot *
plumb_card_spot_read (PlumbSettings *settings, const char *location, const char *assignment)
{
  g_autofree char *text = plumb_settings_dup_spot (settings, location, assignment);
  g_auto (GStrv) parts = g_strsplit (text != NULL ? text : "", " ", -1);
  PlumbCardSpot *spot = g_new0 (PlumbCardSpot, 1);
  gint64 caret;

  if (g_strv_length (parts) != 5 || !g_ascii_string_to_signed (parts[1], 10, 0, PLUMB_NOTE_MAX, &caret, NULL)
      || !g_ascii_string_to_signed (parts[2], 10, 0, G_MAXINT64, &spot->at, NULL)
      || !g_ascii_string_to_signed (parts[3], 10, 0, G_MAXINT64, &spot->seen, NULL)
      || !g_ascii_string_to_signed (parts[4], 10, 0, G_MAXINT32, &spot->gap, NULL))
    {
      spot->at = spot->seen = spot->gap = 0;
      return spot;
    }
  spot->question = g_strdup (parts[0]);
  spot->caret = (int)caret;
  return spot;
}

void
plumb_card_spot_write (const PlumbCardSpot *spot, PlumbSettings *settings, const char *location, const char *assignment)
{
  g_autofree char *text = NULL;

  g_return_if_fail (spot != NULL && spot->question != NULL);

  text = g_strdup_printf ("%s %d %" G_GINT64_FORMAT " %" G_GINT64_FORMAT " %" G_GINT64_FORMAT, spot->question, spot->caret,
                          spot->at, spot->seen, spot->gap);
  plumb_settings_set_spot (settings, location, assignment, text);
}

void
plumb_card_spot_forget (PlumbSettings *settings, const char *location, const char *assignment)
{
  plumb_settings_set_spot (settings, location, assignment, NULL);
}

void
plumb_card_spot_free (PlumbCardSpot *spot)
{
  g_return_if_fail (spot != NULL);

  g_free (spot->question);
  g_free (spot);
}
