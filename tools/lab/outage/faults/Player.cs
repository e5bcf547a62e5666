using Pedestal.Outage.History;
using Pedestal.Outage.Traffic;
using Pedestal.Outage.World;

namespace Pedestal.Outage.Faults;

/// <summary>Plays faults one after the other, each only when everything is in order again after the one before.</summary>
sealed class Player(Site site, Evening evening, Action<string> say)
{
    // In order: both databases in step, both matchers ready, and for so long every guest got a decision.
    const double QuietMilliseconds = 2000;

    static readonly TimeSpan LongestHealing = TimeSpan.FromMinutes(1);

    // A busy machine compiles all services first.
    static readonly TimeSpan LongestStart = TimeSpan.FromMinutes(3);

    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    readonly List<FaultSpan> _played = [];

    /// <summary>The faults that were played.</summary>
    public IReadOnlyList<FaultSpan> Played => _played;

    /// <summary>Waits until all services have started; false if that took too long.</summary>
    public Task<bool> BeginAsync(CancellationToken stop) => HealAsync(Clock.Now, LongestStart, stop);

    /// <summary>Waits until everything is in order; false if that took too long.</summary>
    async Task<bool> HealAsync(double since, TimeSpan longest, CancellationToken stop)
    {
        for (var begin = Clock.Now; Clock.Now - begin < longest.TotalMilliseconds; await Task.Delay(Pause, stop))
        {
            var now = Clock.Now;
            if (site.Databases.IsInStep && site.Parts.All(part => part.IsUp) && now - since >= QuietMilliseconds && !evening.History.Reverse()
                .TakeWhile(asked => asked.End > now - 2 * QuietMilliseconds)
                .Any(asked => asked.IsOfGuest && asked.End > now - QuietMilliseconds && !asked.IsDecided)
                && await evening.AreMatchersReadyAsync())
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Plays them, until it is stopped.</summary>
    public async Task PlayAsync(IReadOnlyCollection<Fault> faults, CancellationToken stop)
    {
        using var heart = new Heartbeat();
        foreach (var (number, fault) in faults.Index())
        {
            if (stop.IsCancellationRequested)
            {
                return;
            }

            var begin = Clock.Now;
            site.Databases.MustWait = true;
            await fault.PlayAsync();
            site.Databases.MustWait = false;
            var over = Clock.Now;
            var isHealed = await HealAsync(over, LongestHealing, CancellationToken.None);
            var span = new FaultSpan(fault.Kind, begin, over, Clock.Now, heart.WasLateSince(begin));
            _played.Add(span);
            say($"{number + 1}/{faults.Count} {fault.Kind}: 99 % of the lanes decide again after "
                + $"{Seconds(span, span.Begin, span.Over)} s, and {Seconds(span, span.Over, span.End)} s after its end"
                + (span.Void ? "; void, because this program was held up" : "") + (isHealed ? "" : "; NOT in order after a minute"));
        }

        string Seconds(FaultSpan span, double since, double until) => FormattableString.Invariant(
            $"{ReplyCheck.RecoveryOf(span, since, until, evening.History, Evening.GateNames) / 1000:0.0}");
    }
}
