using Microsoft.Extensions.DependencyInjection;
using Pedestal.Identity;
using Pedestal.Messaging;

namespace Pedestal.Matcher;

/// <summary>Checks the parts of the process. The result is ready within <see cref="Patience"/>, even if a part hangs.</summary>
sealed class Health(
    PalmsPart palms, AdminKeyFile adminKey, AttemptLimit attempts, TimeProvider time,
    TicketingPart? ticketing = null)
{
    /// <summary>How long the check of one part may take.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <summary>How long a database may take to accept a write.</summary>
    static readonly TimeSpan StorePatience = TimeSpan.FromSeconds(1);

    /// <summary>The present readiness.</summary>
    public async Task<Readiness> CheckAsync()
    {
        List<Task<IReadOnlyList<PartFault>>> checks = [AskAsync(palms, "store", PalmFaultsAsync)];
        if (ticketing is not null)
        {
            checks.Add(AskAsync(ticketing, "tickets", ticketing.FindFaultsAsync));
        }

        List<PartFault> faults = [.. (await Task.WhenAll(checks)).SelectMany(found => found)];
        var codes = ticketing is null ? (bool?)null : faults.All(fault => fault.Part != TicketingPart.PartName);
        return new Readiness(
            faults.Count == 0, new ServiceSummary(codes, codes != false && faults.All(fault => fault.Part != palms.Name)),
            [.. faults.Select(fault => fault.Missing).Distinct()], faults, [.. Warnings()], palms.Find<PalmRegister>()?.Galleries.TemplateCount ?? 0);
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
        Add("gallery", register.AreGalleriesLoaded ? null : "The event's palms are not loaded yet.");
        return faults;

        void Add(string missing, string? fault) =>
            faults.AddRange(fault is null ? [] : [new PartFault(palms.Name, missing, fault)]);
    }

    IEnumerable<string> Warnings()
    {
        Part?[] parts = [palms, ticketing];
        return parts.Select(KeyFault).Append(adminKey.Fault).OfType<string>()
            .Concat(Note(attempts.Slowed.Count > 0, "A pedestal has refused many palms in a row and is slowed down", "GET /v1/slowed names it"))
            .Concat(Upkeep());

        static string? KeyFault(Part? part) => part is { Fault: null } ? part.Find<KeyRing>()?.Fault : null;
    }

    // Without numbers or names: GET /v1/upkeep lists them.
    IEnumerable<string> Upkeep() => palms is { Fault: null } && palms.Find<PalmRegister>() is { } register
        ?
        [
            .. Note(register.Unusable.Count > 0, "Some stored records cannot be used"),
            .. Note(register.UnfinishedDeletions > 0, "Some deletions are not stored yet"),
            .. Note(register.Store.OwedScrub is not null, "Some deleted values are not overwritten yet"),
            .. register.Store.Holds.Select(hold => $"{hold.Kind} waits for approval; \"upkeep\" shows why"),
        ]
        : [];

    static string[] Note(bool applies, string what, string where = "\"upkeep\" lists them") =>
        applies ? [$"{what}; {where}"] : [];
}
