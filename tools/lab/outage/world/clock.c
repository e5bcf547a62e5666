// A clock that can be stepped while its process runs: preloaded, it adds the seconds in a shared file to the time of day. Timers do not
// change, as with a real clock that is set.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static const volatile long *step;
static int (*of_system)(clockid_t, struct timespec *);

__attribute__((constructor)) static void begin(void)
{
    const char *name = getenv("OUTAGE_CLOCK");
    int file = name ? open(name, O_RDONLY) : -1;
    of_system = dlsym(RTLD_NEXT, "clock_gettime");
    if (file >= 0)
    {
        void *shared = mmap(NULL, sizeof *step, PROT_READ, MAP_SHARED, file, 0);
        step = shared == MAP_FAILED ? NULL : shared;
        close(file);
    }
}

int clock_gettime(clockid_t clock, struct timespec *now)
{
    if (!of_system)
    {
        begin();
    }

    int result = of_system(clock, now);
    if (step && result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE))
    {
        now->tv_sec += *step;
    }

    return result;
}

int gettimeofday(struct timeval *restrict now, void *restrict zone)
{
    struct timespec precise;
    int result = clock_gettime(CLOCK_REALTIME, &precise);
    now->tv_sec = precise.tv_sec;
    now->tv_usec = precise.tv_nsec / 1000;
    return result;
}

time_t time(time_t *into)
{
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (into)
    {
        *into = now.tv_sec;
    }

    return now.tv_sec;
}
