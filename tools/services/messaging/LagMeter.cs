namespace Pedestal.Messaging;

/// <summary>
/// Measures how long a message takes from the broker to its handler. A request that waits in between looks fresh when it is
/// finally read. An echo through the broker waits just as long, and its time is known.
/// </summary>
/// <param name="time">The clock.</param>
sealed class LagMeter(TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    long _sent;
    long _last;

    /// <summary>The last echo's time, or the pending one's if that is already longer.</summary>
    internal TimeSpan Lag
    {
        get
        {
            var last = TimeSpan.FromTicks(Volatile.Read(ref _last));
            var sent = Volatile.Read(ref _sent);
            var waited = sent == 0 ? TimeSpan.Zero : time.GetElapsedTime(sent);
            return waited > last ? waited : last;
        }
    }

    /// <summary>Measures repeatedly until stopped or until an echo fails; the lag is then zero.</summary>
    /// <param name="echo">Completes when the echo is back.</param>
    /// <param name="stop">Stops the measuring.</param>
    internal async Task MeasureAsync(Func<CancellationToken, Task> echo, CancellationToken stop)
    {
        try
        {
            while (true)
            {
                var sent = time.GetTimestamp();
                Volatile.Write(ref _sent, sent);
                await echo(stop);
                Volatile.Write(ref _last, time.GetElapsedTime(sent).Ticks);
                Volatile.Write(ref _sent, 0);
                await Task.Delay(Interval, time, stop);
            }
        }
        catch (Exception)
        {
            // The connection is gone, and so is everything in transit.
            Volatile.Write(ref _last, 0);
            Volatile.Write(ref _sent, 0);
        }
    }
}
