/* csv.h - packets as RFC 4180 files, UTF-8, safe against formula injection. */
#pragma once

#include "exports/packet.h"

G_BEGIN_DECLS

/* Writes summary.csv, competencies.csv, answers.csv, flags.csv, panel.csv into the folder (made when missing). Existing files are
 * refused unless `replace`; each file is complete or not there. */
gboolean plumb_csv_write (GPtrArray *packets, const char *folder, gboolean replace, GError **error);

G_END_DECLS
