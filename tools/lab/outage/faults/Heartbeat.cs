using System.Collections.Concurrent;
using Pedestal.Outage.World;

namespace Pedestal.Outage.Faults;

/// <summary>Notices when this program itself was held up: then times measured meanwhile mean nothing.</summary>
sealed class Heartbeat : IDisposable
{
    const double LateMilliseconds = 1000;
    static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(100);

    readonly ConcurrentBag<double> _late = [];
    readonly CancellationTokenSource _stop = new();

    /// <summary>Begins.</summary>
    public Heartbeat() => new Thread(Run) { IsBackground = true }.Start();

    /// <summary>Whether it was held up since then.</summary>
    public bool WasLateSince(double time) => _late.Any(late => late >= time);

    /// <inheritdoc/>
    public void Dispose() => _stop.Cancel();

    void Run()
    {
        for (var last = Clock.Now; !_stop.Token.WaitHandle.WaitOne(Beat); last = Clock.Now)
        {
            if (Clock.Now - last > LateMilliseconds)
            {
                _late.Add(Clock.Now);
            }
        }
    }
}
