using System.Data.Common;
using System.Diagnostics.Metrics;
using Pedestal.Storage;

namespace Pedestal.Ticketing;

/// <summary>The open events in numbers, read from the database when somebody asks for the metrics.</summary>
sealed class AttendanceMetrics
{
    // All instruments of one reading share it.
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    readonly AttendanceReports _reports;
    readonly string _venue;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    IReadOnlyList<AttendanceReport> _latest = [];
    long? _readAt;

    /// <summary>Creates the instruments.</summary>
    public AttendanceMetrics(Meter meter, AttendanceReports reports, string venue, TimeProvider time)
    {
        (_reports, _venue, _time) = (reports, venue, time);
        meter.CreateObservableGauge("ticketing.guests.inside", () => ByEntrance(at => at.Inside), null,
            "Guests inside, by event and the entrance that they came in by.");
        meter.CreateObservableGauge("ticketing.guests.entered", () => ByEntrance(at => at.Entered), null,
            "Passages in, by event and entrance.");
        meter.CreateObservableGauge("ticketing.guests.expected", () => ByEntrance(at => at.Expected.AtLeast).Concat(Latest().Select(
            e => new Measurement<long>(e.AtSeveral, new KeyValuePair<string, object?>("event", e.Event)))), null,
            "Valid tickets that are not blocked, by event and the one entrance where the guest came in or must; without an entrance: that admit at several.");
    }

    IEnumerable<Measurement<long>> ByEntrance(Func<EntranceReport, long> count) => Latest().SelectMany(e => e.Entrances.Select(at =>
        new Measurement<long>(count(at), new("event", e.Event), new KeyValuePair<string, object?>("entrance", at.Name))));

    // A database that does not answer costs these metrics, not the others; that of a part that was restarted is closed.
    IReadOnlyList<AttendanceReport> Latest()
    {
        lock (_lock)
        {
            if (_readAt is not { } read || _time.GetElapsedTime(read) > Fresh)
            {
                try
                {
                    _latest = _reports.OfOpen(_venue, _time.GetUtcNow());
                }
                catch (Exception e) when (e is StorageException or DbException or ObjectDisposedException)
                {
                    _latest = [];
                }

                _readAt = _time.GetTimestamp();
            }

            return _latest;
        }
    }
}
