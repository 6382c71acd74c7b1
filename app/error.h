/* error.h - the one error domain.
 *
 * Every fallible function of Plumbline sets a GError of this domain before it returns. A message names what failed, with what, and
 * what the user can do; it is shown as it stands. Engine codes (SQLite, errno) are mapped here and nowhere else leak out.
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define PLUMB_ERROR (plumb_error_quark ())

typedef enum
{
  PLUMB_ERROR_FAILED,    /* nothing more precise is known */
  PLUMB_ERROR_INVALID,   /* the input is malformed; the message names the place */
  PLUMB_ERROR_NOT_FOUND, /* no such loop, person, file ... */
  PLUMB_ERROR_AMBIGUOUS, /* a name or prefix fits more than one */
  PLUMB_ERROR_EXISTS,    /* it is there already and is not replaced */
  PLUMB_ERROR_FORBIDDEN, /* a rule of the loop forbids it to this person */
  PLUMB_ERROR_FROZEN,    /* it was submitted or decided: amend or reopen instead */
  PLUMB_ERROR_BUSY,      /* another program holds the workspace; try again */
  PLUMB_ERROR_FULL,      /* disk full; nothing was changed */
  PLUMB_ERROR_READ_ONLY, /* the file or folder can't be written */
  PLUMB_ERROR_CORRUPT,   /* the file is damaged */
  PLUMB_ERROR_TOO_NEW,   /* written by a newer Plumbline; left untouched */
  PLUMB_ERROR_IO,        /* the disk or the network failed */
  PLUMB_ERROR_CANCELLED
} PlumbError;

GQuark plumb_error_quark (void);

/* Maps an errno value to the domain. */
PlumbError plumb_error_from_errno (int saved_errno);

G_END_DECLS
