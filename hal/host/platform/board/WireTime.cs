namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The time that transfers take. It is waited for in whole milliseconds, as a machine's sleep is no finer; what a wait took too
/// long is credited to the transfers after it.
/// </summary>
sealed class WireTime(Board board)
{
    const long Threshold = 1_000;
    readonly Lock _lock = new();
    long _owed;

    /// <summary>A transfer has taken so many microseconds.</summary>
    public void Charge(long microseconds)
    {
        long wait;
        lock (_lock)
        {
            _owed += microseconds;
            if (_owed < Threshold)
            {
                return;
            }

            wait = _owed;
            _owed = 0;
        }

        var begin = board.Clock.NowMicroseconds;
        Board.Sleep(wait);
        lock (_lock)
        {
            _owed += wait - (board.Clock.NowMicroseconds - begin);
        }
    }
}
