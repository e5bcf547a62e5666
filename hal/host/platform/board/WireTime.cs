namespace Pedestal.Hal.Host.Platform;

/// <summary>
/// The time that transfers take. Waits are at least a millisecond, since a PC's sleep is no finer; the excess of a wait is credited
/// to later transfers.
/// </summary>
sealed class WireTime(Board board)
{
    const long Threshold = 1_000;
    readonly Lock _lock = new();
    long _owed;

    /// <summary>Charges a transfer of so many microseconds.</summary>
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
