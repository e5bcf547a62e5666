using Pedestal.Messaging;

namespace Pedestal.Fleet;

/// <summary>What forgetting a pedestal would remove.</summary>
/// <param name="Pedestal">The pedestal.</param>
/// <param name="Kinds">Its retained messages at the broker.</param>
/// <param name="HasKey">Whether its key is removed from the operator's key file.</param>
public sealed record ForgetPlan(PedestalStatus Pedestal, IReadOnlyCollection<string> Kinds, bool HasKey)
{
    /// <summary>The messages in words.</summary>
    public string Messages => Kinds.Count == 0 ? "nothing" : string.Join(", ", Kinds);
}

/// <summary>Forgets a pedestal that was removed: its retained messages at the broker, and the operator's key.</summary>
/// <param name="fleet">The operator's connection.</param>
/// <param name="view">The pedestals.</param>
public sealed class Forgetting(FleetLink fleet, FleetView view)
{
    /// <summary>What would be removed, or why nothing can be.</summary>
    /// <param name="name">The pedestal's name, as it is shown.</param>
    /// <param name="evenOnline">Whether it may be connected now.</param>
    /// <param name="keepKey">Whether its key stays in the operator's key file, so that it is listed as never seen.</param>
    public (ForgetPlan? Plan, string Refusal) Plan(string name, bool evenOnline, bool keepKey)
    {
        if (view.Pedestals.FirstOrDefault(one => one.Name == name) is not { } pedestal)
        {
            return (null, $"nothing to forget: the broker has no message of it, and {fleet.KeyFile} has no key for it");
        }

        if (pedestal.IsOnline && !evenOnline)
        {
            return (null, "it is online. Switch it off first, or use --even-online to forget it until it reports again");
        }

        var plan = new ForgetPlan(pedestal, pedestal.Kinds, fleet.Devices.Contains(pedestal.Device) && !keepKey);
        return plan is { Kinds.Count: 0, HasKey: false } ? (null, "nothing to forget: the broker has no message of it") : (plan, "");
    }

    /// <summary>Carries a plan out. Returns the result in words.</summary>
    /// <exception cref="FleetException">The broker refuses.</exception>
    /// <exception cref="KeyFileException">The key file cannot be written.</exception>
    public async Task<string> DoAsync(ForgetPlan plan, CancellationToken stop)
    {
        foreach (var kind in plan.Kinds)
        {
            await fleet.ClearAsync(plan.Pedestal.Device, kind, stop);
        }

        if (Topics.IsName(plan.Pedestal.Device))
        {
            // Deleting what is not there is nothing to a broker.
            await fleet.RetainAsync(DiscoveryTopics.Of(fleet.Venue, plan.Pedestal.Device), [], stop);
        }

        if (plan.HasKey)
        {
            fleet.RemoveKey(plan.Pedestal.Device);
        }

        return string.Join("; ", Done(plan)) + ". Matcher and ticketing still accept its own keys: if it was stolen, provision its name again";
    }

    static IEnumerable<string> Done(ForgetPlan plan)
    {
        if (plan.Kinds.Count > 0)
        {
            yield return $"the broker has forgotten its {plan.Messages}";
        }

        if (plan.HasKey)
        {
            yield return "its key is removed from the key file";
        }
    }
}
