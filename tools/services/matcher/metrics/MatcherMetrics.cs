using System.Diagnostics.Metrics;
using Pedestal.Identity;
using Pedestal.Protocol;
using Pedestal.Vein;

namespace Pedestal.Matcher;

/// <summary>Counts and times, for all guests together: no label identifies a guest, a palm, a ticket or a pedestal.</summary>
public sealed class MatcherMetrics : IDisposable
{
    /// <summary>Name of the meter.</summary>
    public const string MeterName = "Pedestal.Matcher";

    // A search has 60 ms and an entry one second: both are bucket bounds, with finer steps below them.
    static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries =
        [
            0.0005, 0.001, 0.002, 0.005, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06, 0.08, 0.1, 0.15, 0.2, 0.3, 0.5, 0.75, 1, 2,
        ],
    };

    static readonly string[] StageNames = [.. Enum.GetNames<Stage>().Select(name => name.ToLowerInvariant())];

    readonly Meter _meter;
    readonly Histogram<double> _stages;
    readonly Counter<long> _decisions;
    readonly Counter<long> _shed;
    readonly Counter<long> _dropped;
    readonly Counter<long> _refused;
    volatile PalmRegister? _palms;
    volatile AttemptLimits? _attempts;
    volatile GuestListPolling? _guests;

    /// <summary>Creates the instruments.</summary>
    public MatcherMetrics(IMeterFactory meters)
    {
        _meter = meters.Create(MeterName);
        _stages = _meter.CreateHistogram("matcher.stage.duration", "s",
            "Seconds of a reply's stages: opened (arrival until its turn), search, redeem, sealed (arrival until the "
            + "reply is sealed), total (until it is handed to the broker).",
            tags: null, Seconds);
        _decisions = _meter.CreateCounter<long>("matcher.decisions", null,
            "Decisions by purpose (enter, enrol, delete; none: decided before the request was read) and kind.");
        _shed = _meter.CreateCounter<long>("matcher.requests.shed", null,
            "Requests refused at once because they could not be answered in time, by reason.");
        _dropped = _meter.CreateCounter<long>("matcher.requests.dropped", null,
            "Messages without a reply: forged, replayed, malformed or of an unknown device.");
        _refused = _meter.CreateCounter<long>("matcher.attempts.refused", null,
            "Attempts refused without a search, by reason: role, toomany and toosoon (limits), repeated (an earlier probe).");
        _meter.CreateObservableGauge("matcher.pedestals.slowed", () => _attempts?.Slowed.Count ?? 0, null,
            "Pedestals slowed down after many refused palms in a row.");
        CreateGalleries();
        CreateGuestLists();
        CreateUpkeep();
    }

    /// <summary>The stages of a reply.</summary>
    internal enum Stage
    {
        /// <summary>From arrival until the request is opened and its turn comes.</summary>
        Opened,

        /// <summary>The search of the gallery, including the look-up of the token.</summary>
        Search,

        /// <summary>Ticketing's reply.</summary>
        Redeem,

        /// <summary>From arrival until the reply is sealed.</summary>
        Sealed,

        /// <summary>From arrival until the reply is handed to the broker.</summary>
        Total,
    }

    /// <summary>Counts a request that was refused to keep others in time; the reasons are few and fixed.</summary>
    public void Shed(string reason) => _shed.Add(1, new KeyValuePair<string, object?>("reason", reason));

    /// <summary>Counts an attempt refused without a search; the reasons are few and fixed.</summary>
    internal void Refused(AttemptRefusal reason) =>
        _refused.Add(1, new KeyValuePair<string, object?>("reason", reason.ToString().ToLowerInvariant()));

    /// <summary>Sets whose state is reported.</summary>
    internal void Watch(PalmRegister register, AttemptLimits attempts, GuestListPolling guests) =>
        (_palms, _attempts, _guests) = (register, attempts, guests);

    /// <inheritdoc/>
    public void Dispose() => _meter.Dispose();

    /// <summary>Counts a message without a reply.</summary>
    internal void Dropped() => _dropped.Add(1);

    /// <summary>Counts a decision; without a purpose if it was made before the request was read.</summary>
    internal void Decided(MatchPurpose? purpose, Decision decision) => _decisions.Add(1,
        new KeyValuePair<string, object?>("purpose", purpose switch
        {
            MatchPurpose.Enter => "enter",
            MatchPurpose.Enrol => "enrol",
            MatchPurpose.OpenEnrolment => "open enrolment",
            MatchPurpose.Delete => "delete",
            _ => "none",
        }),
        new KeyValuePair<string, object?>("decision", decision.ToString()));

    /// <summary>Records how long a stage took.</summary>
    internal void Took(Stage stage, TimeSpan duration) => _stages.Record(duration.TotalSeconds,
        new KeyValuePair<string, object?>("stage", StageNames[(int)stage]));

    void CreateGalleries()
    {
        _meter.CreateObservableGauge("matcher.gallery.palms", () => _palms?.Galleries.PalmCount ?? 0, null,
            "Palms in the galleries of the events that are open or open soon.");
        _meter.CreateObservableGauge("matcher.gallery.templates", () => _palms?.Galleries.TemplateCount ?? 0, null,
            "Templates in these galleries.");
        _meter.CreateObservableGauge("matcher.population.palms", () => _palms?.PopulationCounts.Palms ?? 0, null,
            "Palms of everybody who is enrolled.");
    }

    // Parties are few and named in the settings.
    void CreateGuestLists()
    {
        _meter.CreateObservableGauge("matcher.guest.lists.age", () => Of(list => list.AgeSeconds ?? double.PositiveInfinity), "s",
            "How long ago a party's guest lists were known to be complete, by party.");
        _meter.CreateObservableGauge("matcher.guest.lists.unknown", () => Of(list => list.Unknown), null,
            "Entries of a party's guest lists that name a token nobody has, by party.");

        IEnumerable<Measurement<double>> Of(Func<GuestListState, double> value) => (_guests?.States ?? []).Select(list =>
            new Measurement<double>(value(list), new KeyValuePair<string, object?>("party", list.Party)));
    }

    void CreateUpkeep()
    {
        _meter.CreateObservableGauge("matcher.records.unusable", () => _palms?.Unusable.Count ?? 0, null,
            "Stored templates and tokens of the event that cannot be used.");
        _meter.CreateObservableGauge("matcher.deletions.unfinished", () => _palms?.UnfinishedDeletions ?? 0, null,
            "Deletions that the store has not accepted yet.");
        _meter.CreateObservableGauge("matcher.scrub.owed", () => _palms?.Store is { OwedScrub: { } owed, Time: var time }
            ? Math.Max(0, (time.GetUtcNow() - owed.Since).TotalSeconds) : 0, "s",
            "How long deleted values have been waiting to be overwritten.");
        _meter.CreateObservableGauge("matcher.holds", () => Enum.GetValues<HoldKind>().Select(kind => new Measurement<int>(
            _palms?.Store.Holds.Any(hold => hold.Kind == kind) == true ? 1 : 0,
            new KeyValuePair<string, object?>("kind", kind.ToString().ToLowerInvariant()))), null,
            "Whether something waits for approval.");
    }
}
