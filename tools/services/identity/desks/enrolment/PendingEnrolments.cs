using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Identity;

/// <summary>
/// The unfinished enrolments. A pedestal serves one guest at a time, so each has one of its own, however many links it invents.
/// </summary>
sealed class PendingEnrolments(EnrolmentOptions options, TimeProvider time)
{
    readonly Dictionary<(string Venue, string Device), PendingEnrolment> _pending = [];

    /// <summary>All of them, by venue and pedestal.</summary>
    public IReadOnlyList<UnfinishedEnrolment> All
    {
        get
        {
            lock (_pending)
            {
                return
                [
                    .. _pending.Select(entry => new UnfinishedEnrolment(entry.Key.Venue, entry.Key.Device, entry.Value.Count,
                        entry.Value.SampleCount, (int)time.GetElapsedTime(entry.Value.LastTouched).TotalSeconds))
                        .OrderBy(enrolment => (enrolment.Venue, enrolment.Device)),
                ];
            }
        }
    }

    /// <summary>A pedestal's enrolment; null if there is none (any more).</summary>
    public PendingEnrolment? At(string venue, string device)
    {
        DropExpired();
        lock (_pending)
        {
            return _pending.GetValueOrDefault((venue, device));
        }
    }

    /// <summary>A pedestal's enrolment under a link code; null if there is none (any more).</summary>
    public PendingEnrolment? Find(PedestalRequest request, byte[] link)
    {
        DropExpired();
        lock (_pending)
        {
            return _pending.GetValueOrDefault((request.Venue, request.Device)) is { } known && known.IsUnder(link) ? known : null;
        }
    }

    /// <summary>Adds a sample to an enrolment, which takes the place of the pedestal's earlier one.</summary>
    public Decision Add(PedestalRequest request, PendingEnrolment enrolment, MatchRequest asked, EnrolmentSample sample)
    {
        lock (_pending)
        {
            var decision = enrolment.Add(asked, sample);
            enrolment.LastTouched = time.GetTimestamp();
            if (enrolment.Count > 0)
            {
                _pending[(request.Venue, request.Device)] = enrolment;
            }

            return decision;
        }
    }

    /// <summary>Discards a pedestal's enrolment; false if there is none.</summary>
    public bool Remove(string venue, string device)
    {
        lock (_pending)
        {
            return _pending.Remove((venue, device));
        }
    }

    /// <summary>Discards those whose next sample did not arrive in time.</summary>
    public void DropExpired()
    {
        lock (_pending)
        {
            foreach (var (key, pending) in _pending)
            {
                if (time.GetElapsedTime(pending.LastTouched) >= options.Expiry)
                {
                    _pending.Remove(key);
                }
            }
        }
    }
}
