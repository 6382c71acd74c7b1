/* export.h - what `plumb export` was asked for, shared by its files: which loops, in which form, where to. */
#pragma once

#include "app/terminal/terminal.h"
#include "exports/batch.h"

G_BEGIN_DECLS

typedef struct
{
  /* which loops */
  gboolean all;
  char *role;
  char *since; /* a day */
  char *until; /* a day */

  /* what goes in */
  char *as;
  char *profile;
  char *names;
  char *omit;
  gboolean hides_candidate;
  char *dates;
  char *zone;
  char *paper;

  /* one file for all loops of each; NULL: not asked for */
  char *xlsx;
  char *pdf;
  char *json;
  char *csv; /* a folder */

  /* a file for each loop */
  char *zip;
  char *folder;
  char *formats;
  char *pattern;
  char *workers;
  gboolean progress; /* a JSON line a step on standard output, for a program that waits */

  gboolean replace;

  /* made of these */
  char *viewer; /* id of `as` */
  char *made_by;
  PlumbProfile *chosen;
  PlumbPacketOptions options; /* borrows from the two above */
  GPtrArray *ids;             /* of char* */
} PlumbExport;

void plumb_export_clear (PlumbExport *export);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PlumbExport, plumb_export_clear)

/* Fills `ids` from the words of the command line, or from --all, --role, --since and --until; by id then, so that the same loops give the
 * same file whoever changed which last. */
gboolean plumb_export_select (PlumbExport *export, PlumbTerminal *terminal, GError **error);

/* Has the user, or the end of the terminal or of whoever reads standard output, ended the export? Nothing is left of it then. */
gboolean plumb_export_is_interrupted (void);

/* One loop with its events where the profile shows them. CANCELLED once it is interrupted. `snapshot` (nullable, out, full). */
PlumbPacket *plumb_export_make_packet (const PlumbExport *export, PlumbStore *store, const char *id, PlumbSnapshot **snapshot,
                                       GError **error);

/* Writes --zip or --folder. Closes the terminal's store: each worker opens its own. */
gboolean plumb_export_run_batch (PlumbExport *export, PlumbTerminal *terminal, GError **error);

G_END_DECLS
