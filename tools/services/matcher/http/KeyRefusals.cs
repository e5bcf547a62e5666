using System.Net;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>Names requests without the administration key in the log: the first at once, those behind it once a minute.</summary>
sealed class KeyRefusals(TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    long _begin;
    int _suppressed;
    bool _isOpen;

    /// <summary>A request was refused.</summary>
    public void Refused(IPAddress? from)
    {
        int before;
        lock (_lock)
        {
            if (_isOpen && time.GetElapsedTime(_begin) < Window)
            {
                _suppressed++;
                return;
            }

            (before, _suppressed, _isOpen, _begin) = (_suppressed, 0, true, time.GetTimestamp());
        }

        logger.LogWarning(
            "A request from {Address} had no or a wrong administration key and was refused; {Count} more in the minute before",
            from, before);
    }
}
