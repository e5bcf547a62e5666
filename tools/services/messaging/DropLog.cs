using Microsoft.Extensions.Logging;

namespace Pedestal.Messaging;

/// <summary>Names dropped messages in the log, up to a limit: a flood must not become a flood of log lines.</summary>
sealed class DropLog(string service, TimeProvider time, ILogger logger)
{
    const int LinesPerWindow = 20;
    static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    readonly Lock _lock = new();
    long _windowStart = time.GetTimestamp();
    int _count;

    internal void Dropped(string device, string reason)
    {
        int suppressed;
        lock (_lock)
        {
            suppressed = -1;
            if (time.GetElapsedTime(_windowStart) >= Window)
            {
                suppressed = _count - LinesPerWindow;
                _windowStart = time.GetTimestamp();
                _count = 0;
            }

            if (++_count > LinesPerWindow)
            {
                return;
            }
        }

        if (suppressed > 0)
        {
            logger.LogWarning("{Service} dropped {Count} more messages without naming them", service, suppressed);
        }

        logger.LogWarning("{Service} dropped a message from {Device}: {Reason}", service, device, reason);
    }
}
