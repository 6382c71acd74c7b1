/* bell.c - see bell.h. */

#include "app/bell.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LISTENERS_MAX 256 /* that one ring walks through */
#define SOUNDS_MAX 4096   /* that are taken at once: a flood does not hold the thread */
#define ATTEMPTS 8        /* at making the folder while others take it down */

struct _PlumbBell
{
  char *base;   /* <runtime folder>/plumbline; NULL: silent */
  char *folder; /* this workspace's, below it */
  char *name;   /* of our own socket there; NULL: not listening */
  int fd;       /* to send from, and to hear from while listening */
};

static char *
dup_digest (const struct stat *info)
{
  g_autofree char *identity = g_strdup_printf ("%ju %ju", (uintmax_t)info->st_dev, (uintmax_t)info->st_ino);
  g_autofree char *digest = g_compute_checksum_for_string (G_CHECKSUM_SHA256, identity, -1);

  return g_strndup (digest, 16);
}

/* FALSE when the path is too long for a socket. */
static gboolean
set_address (const PlumbBell *bell, const char *prefix, const char *name, struct sockaddr_un *address)
{
  memset (address, 0, sizeof *address);
  address->sun_family = AF_UNIX;
  return (gsize)g_snprintf (address->sun_path, sizeof address->sun_path, "%s/%s%s", bell->folder, prefix, name)
         < sizeof address->sun_path;
}

/* Only a folder of ours that nobody else may enter is trusted. */
static gboolean
is_private (int folder)
{
  struct stat info;

  return fstat (folder, &info) == 0 && S_ISDIR (info.st_mode) && info.st_uid == geteuid () && (info.st_mode & 077) == 0;
}

static int
open_private (const char *path)
{
  int folder = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);

  if (folder >= 0 && is_private (folder))
    return folder;
  if (folder >= 0)
    close (folder);
  return -1;
}

static gboolean
make_private (const char *path)
{
  int folder;

  if (mkdir (path, 0700) != 0 && errno != EEXIST)
    return FALSE;
  folder = open_private (path);
  if (folder >= 0)
    close (folder);
  return folder >= 0;
}

/* Our own name begins with a digit. A socket that is being hung up is hidden: it would look dead for a moment. */
static gboolean
is_listener (const PlumbBell *bell, const struct dirent *entry)
{
  return g_ascii_isdigit (entry->d_name[0]) && g_strcmp0 (entry->d_name, bell->name) != 0;
}

static void
ring_at (PlumbBell *bell, int folder, const char *name)
{
  struct sockaddr_un address;

  if (set_address (bell, "", name, &address)
      && sendto (bell->fd, "", 1, MSG_DONTWAIT | MSG_NOSIGNAL, (struct sockaddr *)&address, sizeof address) < 0
      && errno == ECONNREFUSED)
    unlinkat (folder, name, 0);
}

/* Under a hidden name first, so that nobody rings before there is somebody to hear. */
static gboolean
hang_up (PlumbBell *bell, const char *name)
{
  struct sockaddr_un hidden, shown;

  if (!set_address (bell, ".", name, &hidden) || !set_address (bell, "", name, &shown) || !make_private (bell->base)
      || !make_private (bell->folder) || bind (bell->fd, (struct sockaddr *)&hidden, sizeof hidden) != 0)
    return FALSE;
  if (chmod (hidden.sun_path, 0600) == 0 && rename (hidden.sun_path, shown.sun_path) == 0)
    return TRUE;
  unlink (hidden.sun_path);
  return FALSE;
}

static int
make_socket (void)
{
  return socket (AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
}

static void
take_down (PlumbBell *bell)
{
  g_autofree char *path = NULL;

  if (bell->name == NULL)
    return;
  path = g_build_filename (bell->folder, bell->name, NULL);
  unlink (path);
  rmdir (bell->folder); /* the last one out; fails while others listen */
  g_clear_pointer (&bell->name, g_free);
}

PlumbBell *
plumb_bell_new (const char *location)
{
  PlumbBell *bell = g_new0 (PlumbBell, 1);
  struct stat info;

  bell->fd = -1;
  g_return_val_if_fail (location != NULL, bell);
  if (stat (location, &info) == 0)
    {
      g_autofree char *digest = dup_digest (&info);

      bell->base = g_build_filename (g_get_user_runtime_dir (), "plumbline", NULL);
      bell->folder = g_build_filename (bell->base, digest, NULL);
    }
  return bell;
}

void
plumb_bell_free (PlumbBell *bell)
{
  if (bell == NULL)
    return;
  take_down (bell);
  if (bell->fd >= 0)
    close (bell->fd);
  g_free (bell->base);
  g_free (bell->folder);
  g_free (bell);
}

void
plumb_bell_ring (PlumbBell *bell)
{
  const struct dirent *entry;
  DIR *listeners;
  int folder;

  g_return_if_fail (bell != NULL);

  folder = bell->folder != NULL ? open_private (bell->folder) : -1;
  if (folder < 0) /* nobody has ever listened */
    return;
  if (bell->fd < 0)
    bell->fd = make_socket ();
  listeners = fdopendir (folder);
  if (listeners == NULL)
    {
      close (folder);
      return;
    }
  for (int n = 0; n < LISTENERS_MAX && (entry = readdir (listeners)) != NULL; n++)
    if (is_listener (bell, entry))
      ring_at (bell, folder, entry->d_name);
  closedir (listeners);
}

gboolean
plumb_bell_listen (PlumbBell *bell)
{
  g_return_val_if_fail (bell != NULL, FALSE);

  for (int attempt = 0; attempt < ATTEMPTS && bell->folder != NULL && bell->name == NULL; attempt++)
    {
      g_autofree char *name = g_strdup_printf ("%ld-%08x", (long)getpid (), g_random_int ());

      /* A socket is bound once: each attempt takes a new one. */
      if (bell->fd >= 0)
        close (bell->fd);
      bell->fd = make_socket ();
      if (hang_up (bell, name))
        bell->name = g_steal_pointer (&name);
      else if (errno != ENOENT)
        break;
    }
  return bell->name != NULL;
}

int
plumb_bell_get_fd (const PlumbBell *bell)
{
  g_return_val_if_fail (bell != NULL, -1);
  return bell->name != NULL ? bell->fd : -1;
}

gboolean
plumb_bell_hear (PlumbBell *bell)
{
  gboolean heard = FALSE;
  char sound;

  g_return_val_if_fail (bell != NULL, FALSE);

  for (int n = 0; n < SOUNDS_MAX && bell->name != NULL && recv (bell->fd, &sound, 1, MSG_DONTWAIT) >= 0; n++)
    heard = TRUE;
  return heard;
}
