/* error.c - the error domain and the map from errno. */
#include "app/error.h"

#include <errno.h>

G_DEFINE_QUARK (plumb - error - quark, plumb_error)

PlumbError
plumb_error_from_errno (int saved_errno)
{
  switch (saved_errno)
    {
    case ENOENT:
    case ENOTDIR:
      return PLUMB_ERROR_NOT_FOUND;
    case EEXIST:
      return PLUMB_ERROR_EXISTS;
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
      return PLUMB_ERROR_FULL;
    case EROFS:
    case EACCES:
    case EPERM:
      return PLUMB_ERROR_READ_ONLY;
    case EBUSY:
    case EAGAIN:
    case ETXTBSY:
      return PLUMB_ERROR_BUSY;
    case EIO:
      return PLUMB_ERROR_IO;
    default:
      return PLUMB_ERROR_FAILED;
    }
}
