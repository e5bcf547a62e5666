using System.Text.Json;
using System.Text.Json.Serialization;
using Pedestal.Outage.Faults;
using Pedestal.Outage.History;
using Pedestal.Outage.Traffic;
using Pedestal.Outage.World;

namespace Pedestal.Outage;

/// <summary>One evening with faults: it is prepared, played, and compared with the databases.</summary>
static class OutageRun
{
    // A fault and what follows until everything is in order.
    const int SecondsOfFault = 10;
    const int SecondsBeside = 30;

    static readonly JsonSerializerOptions Lines = new(JsonSerializerDefaults.Web) { Converters = { new JsonStringEnumConverter() } };

    /// <summary>Runs it; this process must be in the lanes' place.</summary>
    /// <param name="faults">How many faults.</param>
    /// <param name="seed">Their seed, and that of the guests.</param>
    /// <param name="only">A regular expression for the names of the kinds that are played.</param>
    /// <param name="folder">A folder for everything; the history and the logs stay there.</param>
    /// <param name="stop">Ends it after the present fault; what was played is reported.</param>
    public static async Task<OutageReport> RunAsync(int faults, int seed, string only, string folder, CancellationToken stop)
    {
        var crowd = new Crowd(SecondsBeside + faults * SecondsOfFault);
        using var site = new Site(folder, Evening.Pedestals, Say);
        Say("starting the databases and enrolling the guests");
        await site.CreateDatabasesAsync(stop);
        using (var palms = site.OpenPalms())
        using (var tickets = Site.OpenTickets())
        {
            crowd.Prepare(palms, tickets);
        }

        Say("starting the services");
        site.Start();
        await using var evening = new Evening(site, crowd, seed);
        await evening.BeginAsync(stop);
        var player = new Player(site, evening, Say);
        if (!await player.BeginAsync(stop))
        {
            throw new OutageException($"The venue is not in order three minutes after its start; see the logs in {folder}.");
        }

        // What came before that was the start.
        var start = new FaultSpan("start", 0, 0, Clock.Now);
        await player.PlayAsync([.. FaultDeck.Deal(site, faults, seed, only)], stop);
        await evening.EndAsync();
        var ends = site.Parts.Sum(part => part.Ends);
        site.StopServices();
        var history = evening.History;
        File.WriteAllLines(HistoryIn(folder), history.Select(asked => JsonSerializer.Serialize(asked, Lines)));
        using var store = site.OpenPalms();
        var verdicts = HistoryCheck.Of(history, crowd.Enrolled, Reading.Of(store, crowd.AccountsByDigest), [start, .. player.Played]);
        return OutageReport.Of(seed, history, player.Played, Evening.GateNames, ends, verdicts);
    }

    /// <summary>The file with everything that was asked.</summary>
    public static string HistoryIn(string folder) => Path.Combine(folder, "history.jsonl");

    static void Say(string what) => Console.WriteLine(FormattableString.Invariant($"{Clock.Now / 1000,7:0.0} s  {what}"));
}
