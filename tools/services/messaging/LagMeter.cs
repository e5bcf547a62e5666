namespace Pedestal.Messaging;

/// <summary>
/// How long a message is on its way from the broker to its handler. What waits there has not been counted by anybody: a request
/// looks fresh when it is read at last. An echo from the broker waits as long, and its time is known.
/// </summary>
/// <param name="time">The clock.</param>
sealed class LagMeter(TimeProvider time)
{
    static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(50);

    long _sent;
    long _last;

    /// <summary>Of the last echo, or of the one that is awaited if that is longer.</summary>
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

    /// <summary>Measures again and again, until stopped or until an echo fails; the lag is then zero.</summary>
    /// <param name="echo">Ends when the echo is back.</param>
    /// <param name="stop">Ends the measuring.</param>
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
            // The connection is gone, and with it what was on its way.
            Volatile.Write(ref _last, 0);
            Volatile.Write(ref _sent, 0);
        }
    }
}
