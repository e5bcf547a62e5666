using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Threading;

/// <summary>Tells whether a time has expired.</summary>
public struct CancellationToken
{
    readonly CancellationTokenSource? _source;

    internal CancellationToken(CancellationTokenSource source) => _source = source;

    internal readonly bool HasExpired => _source is { HasExpired: true };
}

/// <summary>Cancels something after a time on the board's clock.</summary>
public class CancellationTokenSource : IDisposable
{
    readonly BoardClock _clock = Board.Current.Clock;
    readonly long _end;

    /// <summary>Cancels after so many milliseconds.</summary>
    public CancellationTokenSource(int millisecondsDelay) => _end = _clock.NowMicroseconds + millisecondsDelay * 1_000L;

    /// <summary>The token that expires.</summary>
    public CancellationToken Token => new(this);

    internal bool HasExpired => _clock.NowMicroseconds >= _end;

    /// <summary>Nothing to release here.</summary>
    public void Dispose()
    {
    }
}
