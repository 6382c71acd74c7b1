/* csv.h - packets as RFC 4180 files: UTF-8 without a byte order mark, comma, CRLF, a head line, quotes where needed.
 *
 * No mark, as it would become part of the first head for every reader but Excel; in Excel choose Data > From Text and UTF-8. A
 * spreadsheet would compute a field that begins with = + - @ TAB CR or one of their full-width forms: such a text gets a ' in front (and
 * so does one that begins with ', so that taking one ' away from the front of a text always gives the original). Numbers are
 * written with a point and 17 digits at most, undefined ones are empty; instants are ISO 8601 in UTC.
 */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

/* Writes summary.csv, competencies.csv, answers.csv, flags.csv, minutes.csv, panel.csv into the folder (made when missing).
 * `packets`: as for plumb_xlsx_write. Existing files are refused (EXISTS, before anything is written) unless `replace`; all files are
 * complete or, short of a disk that fails between two of them, none is there. */
gboolean plumb_csv_write (GPtrArray *packets, const char *folder, gboolean replace, GError **error);

G_END_DECLS
