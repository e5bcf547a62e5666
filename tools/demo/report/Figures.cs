using System.Text.Json;
using Pedestal.Core.Ledger;
using Pedestal.Protocol;
using Pedestal.VirtualPedestal;

namespace Pedestal.Demo;

/// <summary>The 50th and 99th percentiles and the number of values.</summary>
sealed record Percentiles(double P50, double P99, int Count)
{
    public static Percentiles Of(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? new Percentiles(0, 0, 0) : new Percentiles(At(0.50), At(0.99), sorted.Length);

        // Nearest rank.
        double At(double share) => Math.Round(sorted[(int)Math.Ceiling(share * sorted.Length) - 1], 3);
    }
}

/// <summary>All figures of both shows: decisions compared with the truth, and latencies by stage.</summary>
sealed record Figures
{
    public const double MostWronglyRefused = 0.05;

    public required int Seed { get; init; }

    public required int Guests { get; init; }

    public required int Enrolled { get; init; }

    public required int EnrolmentCaptures { get; init; }

    public required int Entries { get; init; }

    public required int AdmittedByPalm { get; init; }

    public required int AdmittedByTicket { get; init; }

    public required int RefusedNoTicket { get; init; }

    public required int RefusedTicketUsed { get; init; }

    public required int NotRecognised { get; init; }

    public required int PalmPresentations { get; init; }

    public required int SentToTicket { get; init; }

    /// <summary>Arrivals at the second show; the figures above are of the first.</summary>
    public required int LaterEntries { get; init; }

    /// <summary>Guests inside at the end of the family day, as ticketing counts them, and as they should be.</summary>
    public required long FamilyInside { get; init; }

    public required long FamilyInsideWanted { get; init; }

    public required int WronglyAdmitted { get; init; }

    public required int WronglyRefused { get; init; }

    public required IReadOnlyDictionary<Case, int> Cases { get; init; }

    public required int CasesMissing { get; init; }

    public required IReadOnlyDictionary<string, Percentiles> LatencyMs { get; init; }

    /// <summary>Whether nobody was wrongly admitted, every case occurred, the guests inside are counted, and few were wrongly refused.</summary>
    public bool Passed =>
        WronglyAdmitted == 0 && CasesMissing == 0 && FamilyInside == FamilyInsideWanted && WronglyRefused <= MostWronglyRefused * (Entries + LaterEntries);

    public static Figures Of(EveningPlan plan, EveningLog log, EveningLog later, EveningLog family)
    {
        var entries = log.Entries.ToArray();
        var all = entries.Concat(later.Entries).ToArray();
        var cases = Enum.GetValues<Case>()
            .ToDictionary(c => c, c => all.Count(e => e.Arrival.Case == c && Truth.CaseSeen(e)) + Truth.Seen(family.Rules, c));
        cases[Case.SecondAccount] = later.Enrolments.Count(e => e is { Wanted: Decision.OtherAccount, Succeeded: true });
        return new Figures
        {
            Seed = plan.Seed,
            Guests = plan.Guests.Count(g => g.Enrols),
            Enrolled = log.Enrolments.Count(e => e.Succeeded),
            EnrolmentCaptures = log.Enrolments.Sum(e => e.Captures),
            Entries = entries.Length,
            AdmittedByPalm = entries.Count(e => e.Palm?.Decision == Decision.Admitted),
            AdmittedByTicket = entries.Count(e => e.Ticket?.Decision == Decision.Admitted),
            RefusedNoTicket = entries.Count(e => (e.Ticket ?? e.Palm)?.Decision == Decision.NoTicket),
            RefusedTicketUsed = entries.Count(e => e.Palm?.Decision == Decision.AlreadyInside),
            NotRecognised = entries.Count(e => e.Palm?.Decision == Decision.NotRecognised),
            PalmPresentations = entries.Sum(e => e.Palms.Count),
            SentToTicket = entries.Count(e => e.Palms.Count > 0 && e.Ticket is not null),
            LaterEntries = later.Entries.Count,
            FamilyInside = family.Inside,
            FamilyInsideWanted = FamilyPlan.InsideAtEnd,
            WronglyAdmitted = all.Count(Truth.WronglyAdmitted) + Truth.WrongPerson(plan.Guests, log)
                + Truth.WrongPerson(plan.Later.Guests, later) + family.Rules.Count(visit => visit.WronglyAdmitted),
            WronglyRefused = all.Count(Truth.WronglyRefused),
            Cases = cases,
            CasesMissing = cases.Values.Count(seen => seen == 0),
            LatencyMs = Latency(Decided(entries)),
        };
    }

    public void Save(FileInfo file)
    {
        using var stream = file.Create();
        JsonSerializer.Serialize(stream, this, Json);
    }

    static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DictionaryKeyPolicy = JsonNamingPolicy.CamelCase,
    };

    /// <summary>All palm presentations with a decision.</summary>
    static PresentationOutcome[] Decided(EntryRecord[] entries) =>
        [.. entries.SelectMany(e => e.Palms).Where(o => o.Decision != Decision.None)];

    static Dictionary<string, Percentiles> Latency(PresentationOutcome[] decided)
    {
        var stages = Enum.GetValues<Stage>().ToDictionary(
            stage => StageWords.Of(stage), stage => Percentiles.Of(decided.Select(o => o.StageMicroseconds[(int)stage] / 1000.0)));
        stages["total"] = Percentiles.Of(decided.Select(o => o.TotalMicroseconds / 1000.0));
        return stages;
    }
}
