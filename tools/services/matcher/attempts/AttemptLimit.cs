using Microsoft.Extensions.Logging;
using Pedestal.Messaging;
using Pedestal.Protocol;

namespace Pedestal.Matcher;

/// <summary>Why an attempt is refused without a search.</summary>
enum AttemptRefusal
{
    /// <summary>The pedestal's keys have no role for it.</summary>
    Role,

    /// <summary>The pedestal has sent as many requests within a minute as a lane can.</summary>
    TooMany,

    /// <summary>Many palms in a row were refused there, and its last attempt was too recent.</summary>
    TooSoon,

    /// <summary>An earlier probe equals this one bit by bit.</summary>
    Repeated,
}

/// <summary>A pedestal whose requests are limited.</summary>
/// <param name="Device">The pedestal.</param>
/// <param name="RefusalsInARow">Palms refused there in a row.</param>
/// <param name="SecondsApart">The required time between its attempts.</param>
public sealed record SlowedPedestal(string Device, int RefusalsInARow, int SecondsApart);

/// <summary>
/// Limits a pedestal's requests: per minute to what a lane can do, and ever more strictly after many refused palms in a row.
/// Someone who tries templates under a stolen key gets few tries, and the log names the pedestal.
/// </summary>
public sealed class AttemptLimit(MatcherOptions options, TimeProvider time, ILogger<AttemptLimit> logger)
{
    /// <summary>Refusals in a row that slow nothing down: a group of strangers who try it.</summary>
    public const int Tolerated = 20;

    // After this many more the interval doubles.
    const int RefusalsPerStep = 10;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    // Refusals older than this no longer count.
    static readonly TimeSpan Forgotten = TimeSpan.FromMinutes(10);

    readonly Dictionary<string, Pedestal> _pedestals = new(StringComparer.Ordinal);
    readonly WarningThrottle _throttle = new(time, Minute);

    /// <summary>The pedestals that are slowed down now, by name.</summary>
    public IReadOnlyList<SlowedPedestal> Slowed
    {
        get
        {
            lock (_pedestals)
            {
                return
                [
                    .. _pedestals.Where(entry => PauseOf(entry.Value) > TimeSpan.Zero)
                        .OrderBy(entry => entry.Key, StringComparer.Ordinal)
                        .Select(entry => new SlowedPedestal(
                            entry.Key, entry.Value.Refusals, (int)PauseOf(entry.Value).TotalSeconds)),
                ];
            }
        }
    }

    /// <summary>Counts an attempt if the pedestal may make one now; otherwise returns why not, and does not count it.</summary>
    internal AttemptRefusal? Begin(string device)
    {
        var now = time.GetTimestamp();
        lock (_pedestals)
        {
            if (!_pedestals.TryGetValue(device, out var pedestal))
            {
                _pedestals.Add(device, pedestal = new Pedestal());
            }

            while (pedestal.Begun.TryPeek(out var oldest) && time.GetElapsedTime(oldest, now) >= Minute)
            {
                pedestal.Begun.Dequeue();
            }

            if (pedestal.Begun.Count >= options.AttemptsPerMinute)
            {
                if (_throttle.Passes(device, "attempts", out _))
                {
                    logger.LogWarning("{Device} has made {Attempts} attempts within a minute, more than a lane can make; "
                        + "further ones are refused as unavailable", device, options.AttemptsPerMinute);
                }

                return AttemptRefusal.TooMany;
            }

            if (pedestal.Begun.Count > 0 && time.GetElapsedTime(pedestal.LastBegun, now) < PauseOf(pedestal))
            {
                return AttemptRefusal.TooSoon;
            }

            pedestal.Begun.Enqueue(now);
            pedestal.LastBegun = now;
            return null;
        }
    }

    /// <summary>
    /// Records how an attempt ended. Only what a thief cannot repeat ends a row of refusals: an admission, an enrolment, a
    /// deletion. A known palm without a ticket could be shown in between as often as one likes.
    /// </summary>
    internal void Note(string device, Decision decision)
    {
        lock (_pedestals)
        {
            if (!_pedestals.TryGetValue(device, out var pedestal))
            {
                return;
            }

            if (decision is Decision.Admitted or Decision.Enrolled or Decision.EnrolledForEvent or Decision.Linked or Decision.Deleted)
            {
                pedestal.Refusals = 0;
            }
            else if (decision is Decision.NotRecognised or Decision.Refused)
            {
                pedestal.Refusals = IsForgotten(pedestal) ? 1 : pedestal.Refusals + 1;
                pedestal.LastRefusal = time.GetTimestamp();
                if (pedestal.Refusals >= Tolerated && (pedestal.Refusals - Tolerated) % RefusalsPerStep == 0)
                {
                    logger.LogError("{Device} refused {Refusals} palms in a row and may send a request only every {Seconds} s. If its guests do not "
                        + "explain this, its keys may be stolen: \"provision\" with --replace ends them",
                        device, pedestal.Refusals, PauseOf(pedestal).TotalSeconds);
                }
            }
        }
    }

    TimeSpan PauseOf(Pedestal pedestal)
    {
        if (pedestal.Refusals < Tolerated || IsForgotten(pedestal))
        {
            return TimeSpan.Zero;
        }

        var doublings = Math.Min((pedestal.Refusals - Tolerated) / RefusalsPerStep, 10);
        var pause = FirstPause * (1 << doublings);
        return pause < LongestPause ? pause : LongestPause;
    }

    bool IsForgotten(Pedestal pedestal) => time.GetElapsedTime(pedestal.LastRefusal) >= Forgotten;

    sealed class Pedestal
    {
        public Queue<long> Begun { get; } = [];

        public long LastBegun { get; set; }

        public int Refusals { get; set; }

        public long LastRefusal { get; set; }
    }
}
