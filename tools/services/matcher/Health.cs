using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Checks the parts of the process. The result is ready within <see cref="Patience"/>, even if a part hangs.</summary>
sealed class Health(
    PalmsPart palms, AdminKeyFile adminKey, AttemptLimits attempts, TimeProvider time, IEnumerable<TicketingPart> ticketing,
    IEnumerable<Part> parts)
{
    readonly IReadOnlyList<TicketingPart> _ticketing = [.. ticketing];

    /// <summary>How long the check of one part may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long a database may take to accept a write.</summary>
    static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(1);

    /// <summary>The present readiness.</summary>
    public async Task<Readiness> CheckAsync()
    {
        List<Task<IReadOnlyList<PartFault>>> checks =
        [
            AskAsync(palms, "store", PalmFaultsAsync), .. _ticketing.Select(part => AskAsync(part, "tickets", part.FindFaultsAsync)),
        ];
        List<PartFault> faults = [.. (await Task.WhenAll(checks)).SelectMany(found => found)];
        var own = _ticketing.FirstOrDefault(part => part.Party == PartyNames.Default);
        var codes = own is null ? (bool?)null : faults.All(fault => fault.Part != own.Name);
        return new Readiness(
            faults.Count == 0, new ServiceSummary(codes, codes != false && faults.All(fault => fault.Part != palms.Name)),
            [.. faults.Select(fault => fault.Missing).Distinct()], faults, [.. Warnings()], Register?.Galleries.TemplateCount ?? 0);
    }

    async Task<IReadOnlyList<PartFault>> AskAsync(
        Part part, string slow, Func<IServiceProvider, CancellationToken, Task<IReadOnlyList<PartFault>>> ask)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        try
        {
            // On a thread of its own, because a database may block it.
            return await Task.Run(() => ask(part.Services, patience.Token), CancellationToken.None).WaitAsync(Patience, time);
        }
        catch (PartDownException e)
        {
            return [new PartFault(part.Name, part.Name, part.Fault ?? e.Message)];
        }
        catch (Exception e) when (e is TimeoutException or OperationCanceledException)
        {
            return [new PartFault(part.Name, slow, $"No response within {Patience.TotalSeconds} s. Check that its database is reachable.")];
        }
        catch (Exception e)
        {
            // A part may end during the check, or its store may fail; that is reported too.
            return [new PartFault(part.Name, slow, e is ObjectDisposedException ? "It is being restarted." : e.Message)];
        }
    }

    async Task<IReadOnlyList<PartFault>> PalmFaultsAsync(IServiceProvider services, CancellationToken cancellation)
    {
        var (matcher, register) = (services.GetRequiredService<MatcherService>(), services.GetRequiredService<PalmRegister>());
        List<PartFault> faults = [];
        Add("broker", matcher.LinkFault);
        Add(TicketingPart.PartName, matcher.TicketingFault);
        var store = await register.Store.Probe.CheckAsync(StorePatience, cancellation);
        Add("store", store is null ? null : $"The palms' database accepts no writes: {store}.");
        Add("requests", services.GetRequiredService<Intake>().IsDrained ? "It takes no more requests, because it was drained. Restart it." : null);
        Add("gallery", register.AreGalleriesLoaded ? null : "The palms of the events' guests are not loaded yet.");
        return faults;

        void Add(string missing, string? fault) =>
            faults.AddRange(fault is null ? [] : [new PartFault(palms.Name, missing, fault)]);
    }

    IEnumerable<string> Warnings()
    {
        return _ticketing.Select(KeyFault).Concat(VenueFaults()).Append(adminKey.Fault).Concat(Beside()).OfType<string>()
            .Concat(Note(attempts.Slowed.Count > 0, "A pedestal has refused many palms in a row and is slowed down", "GET /v1/slowed names it"))
            .Concat(Upkeep());

        // What guests do not need makes nothing unready.
        IEnumerable<string> Beside() => parts.Where(part => part is { ServesGuests: false, Fault: not null })
            .Select(part => $"{part.Name} is not running: {part.Fault}");

        static string? KeyFault(Part part) => part is { Fault: null } ? part.Find<KeyRing>()?.Fault : null;

        IEnumerable<string?> VenueFaults() => palms is { Fault: null } && palms.Find<MatcherService>() is { } matcher
            ?
            [
                .. matcher.Venues.All.Select(venue => venue.Keys.Fault),
                .. matcher.Venues.All.Select(venue => venue.LinkWarning),
                .. matcher.GuestLists.Where(list => list.Fault is not null)
                    .Select(list => $"The guest lists of {list.Party} are not followed: {list.Fault} The lists read before stay in force"),
            ]
            : [];
    }

    PalmRegister? Register => palms is { Fault: null } ? palms.Find<PalmRegister>() : null;

    // Without numbers or names: GET /v1/upkeep lists them.
    IEnumerable<string> Upkeep() => Register is { } register
        ?
        [
            .. Note(!register.IsPopulationLoaded, "Nobody can enrol or be deleted yet: not everybody's palms are loaded",
                $"it goes on by itself. {register.PopulationFault}".TrimEnd()),
            .. Note(register.Schedule.OverlapsFrom(register.Store.Time.GetUtcNow()).Count > 0, "Two parties' events are at one entrance at one time"),
            .. Note(register.Unusable.Count > 0, "Some stored records cannot be used"),
            .. Note(register.UnfinishedDeletions > 0, "Some deletions are not stored yet"),
            .. Note(register.Store.OwedScrub is not null, "Some deleted values are not overwritten yet"),
            .. register.Store.Holds.Select(hold => $"{hold.Kind} waits for approval; \"upkeep\" shows why"),
        ]
        : [];

    static string[] Note(bool applies, string what, string where = "\"upkeep\" lists them") =>
        applies ? [$"{what}; {where}"] : [];
}
