using System.Net;
using Microsoft.Extensions.Logging;

namespace Pedestal.Matcher;

/// <summary>Logs requests without the administration key: the first at once, further ones once a minute.</summary>
sealed class KeyRefusals(TimeProvider time, ILogger logger)
{
    static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    readonly Lock _lock = new();
    long _begin;
    int _suppressed;
    bool _isOpen;

    /// <summary>Records that a request was refused.</summary>
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
            "A request from {Address} without a valid administration key was refused; {Count} more in the minute before",
            from, before);
    }
}
