using Pedestal.Hal.Host.Platform;

namespace NanoSystem.Threading;

/// <summary>Whether a time is over.</summary>
public struct CancellationToken
{
    readonly CancellationTokenSource? _source;

    internal CancellationToken(CancellationTokenSource source) => _source = source;

    internal readonly bool IsOver => _source is { IsOver: true };
}

/// <summary>Ends something after a time on the board's clock.</summary>
public class CancellationTokenSource : IDisposable
{
    readonly BoardClock _clock = Board.Current.Clock;
    readonly long _end;

    /// <summary>Ends after milliseconds.</summary>
    public CancellationTokenSource(int millisecondsDelay) => _end = _clock.NowMicroseconds + millisecondsDelay * 1_000L;

    /// <summary>Tells of the end.</summary>
    public CancellationToken Token => new(this);

    internal bool IsOver => _clock.NowMicroseconds >= _end;

    /// <summary>It is no longer needed.</summary>
    public void Dispose()
    {
    }
}
