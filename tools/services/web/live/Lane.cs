using System.Text.Json;
using Pedestal.Core.Guidance;
using Pedestal.Fleet;
using Pedestal.Hal;
using Pedestal.Protocol;

namespace Pedestal.Web.Live;

/// <summary>A lane as it is now.</summary>
/// <param name="Name">The pedestal's name, printable.</param>
/// <param name="Entrance">Its entrance.</param>
/// <param name="Mode">Its mode; empty while unknown.</param>
/// <param name="IsOnline">Whether it is connected.</param>
/// <param name="IsNeverSeen">Whether the broker has nothing of it.</param>
/// <param name="Shown">What its ring shows guests; null while nobody knows.</param>
/// <param name="Words">The same in words.</param>
/// <param name="Fault">What is wrong, in words; empty if nothing.</param>
/// <param name="Faults">The parts that do not work, each with its word.</param>
/// <param name="IsInService">Whether a technician works at it.</param>
/// <param name="Last">The last attempt heard.</param>
/// <param name="MedianMs">Half of the attempts since its start took less, in milliseconds; null before the first.</param>
/// <param name="SlowMs">One in a hundred took longer.</param>
/// <param name="HealthAt">When its health was heard last; null for not since these pages started.</param>
public sealed record Lane(string Name, string Entrance, string Mode, bool IsOnline, bool IsNeverSeen, Indication? Shown, string Words, string Fault,
    IReadOnlyList<(string Part, string Word)> Faults, bool IsInService, Attempt? Last, int? MedianMs, int? SlowMs, DateTimeOffset? HealthAt)
{
    /// <summary>Whether it does not serve, or not fully; a lane that was never seen is not set up yet.</summary>
    public bool NeedsSomebody => !IsNeverSeen && (!IsOnline || IsInService || Fault.Length > 0);

    // As long as the ring shows a result.
    static readonly TimeSpan ShownFor = TimeSpan.FromSeconds(4);

    /// <summary>A lane from what is known of its pedestal.</summary>
    public static Lane Of(PedestalStatus pedestal, string entrance, HeardPedestal heard, DateTimeOffset now)
    {
        var last = heard.Last;
        var mode = pedestal.Text("state", "mode");
        var (shown, words) = Look(pedestal, mode, last is not null && now - last.At < ShownFor ? last : null);
        return new Lane(pedestal.Name, entrance, mode, pedestal.IsOnline, pedestal.Kinds.Count == 0, shown, words, pedestal.Fault,
            pedestal.Faults, IsServiced(pedestal), last,
            Milliseconds(pedestal, "p50"), Milliseconds(pedestal, "p99"), heard.HealthAt);
    }

    static (Indication? Shown, string Words) Look(PedestalStatus pedestal, string mode, Attempt? last)
    {
        if (!pedestal.IsOnline)
        {
            return (null, pedestal.Kinds.Count == 0 ? "never seen" : "not connected");
        }

        if (IsServiced(pedestal))
        {
            return (Indication.Fault, "a technician works at it");
        }

        if (last is not null && Decided(last.Decision) is { } row)
        {
            return (row.Indication, Meaning(row.Indication));
        }

        if (last is { Decision: "none" } && last.Reason is "no-reply-in-time" or "not-connected")
        {
            return (Indication.UseTicket, Meaning(Indication.UseTicket));
        }

        if (last is { Decision: "none", IsTooBright: true })
        {
            return (Indication.TooBrightHere, Meaning(Indication.TooBrightHere));
        }

        if (pedestal.Faults.Any(fault => fault.Part is "camera" or "presence" or "gate" or "role"))
        {
            return (Indication.Fault, Meaning(Indication.Fault));
        }

        var waiting = mode switch
        {
            "enrolment" or "deletion" => Indication.ScanTicket,
            "capture" => Indication.StoringPictures,
            _ => Indication.Ready,
        };
        return (waiting, Meaning(waiting));
    }

    static bool IsServiced(PedestalStatus pedestal) => pedestal.Message("state") is { } state
        && state.TryGetProperty("service", out var service) && service.ValueKind == JsonValueKind.True;

    static DecisionRow? Decided(string word)
    {
        for (var i = 1; i < DecisionTable.Count; i++)
        {
            if (DecisionTable.Of((Decision)i).Word == word)
            {
                return DecisionTable.Of((Decision)i);
            }
        }

        return null;
    }

    static string Meaning(Indication indication) => IndicationTable.Of(indication).Meaning;

    static int? Milliseconds(PedestalStatus pedestal, string percentile) =>
        pedestal.Message("health") is { } health && health.TryGetProperty("latencyUs", out var latency)
            && latency.ValueKind == JsonValueKind.Object && latency.TryGetProperty("total", out var total)
            && total.ValueKind == JsonValueKind.Object && total.TryGetProperty(percentile, out var time)
            && time.ValueKind == JsonValueKind.Number && time.TryGetInt64(out var us) ? (int)Math.Clamp(us / 1000, 0, int.MaxValue) : null;
}
