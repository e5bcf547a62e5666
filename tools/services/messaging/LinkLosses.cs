using Microsoft.Extensions.Logging;
using MQTTnet;

namespace Pedestal.Messaging;

/// <summary>
/// Reports why a link is not connected, in the log and as its fault, and decides how long to wait before reconnecting.
/// </summary>
sealed class LinkLosses(ServiceLinkOptions options, ILogger logger)
{
    readonly ConnectPace _pace = new();
    volatile string _fault = "The connection to the broker has not been tried yet.";

    /// <summary>Why the link is not connected, and what to do about it.</summary>
    internal string Fault => _fault;

    /// <summary>The broker was unreachable or refused the connection.</summary>
    internal TimeSpan Refused(Exception reason)
    {
        var delay = _pace.AfterRefusal();
        _fault = $"The broker at {options.Host}:{options.Port} cannot be reached: {reason.Message.TrimEnd('.')}. Check that it runs and "
            + "that address, account and TLS are right.";
        logger.LogWarning("{Client} cannot reach the broker at {Host}:{Port} ({Reason}); next attempt in at most {Delay} ms",
            options.ClientId, options.Host, options.Port, reason.Message, delay.TotalMilliseconds);
        return delay;
    }

    /// <summary>A connection has ended.</summary>
    internal TimeSpan Lost(MqttClientDisconnectReason reason, TimeSpan held)
    {
        var isTakenOver = reason == MqttClientDisconnectReason.SessionTakenOver;
        var delay = _pace.AfterLoss(held, isTakenOver);
        if (!isTakenOver)
        {
            _fault = $"The broker at {options.Host}:{options.Port} ended the connection ({reason}).";
            logger.LogWarning("{Client} lost the broker ({Reason}); next attempt in {Delay} ms",
                options.ClientId, reason, delay.TotalMilliseconds);
            return delay;
        }

        _fault = $"Another client at the broker uses the client identifier {options.ClientId}. If this service runs twice, "
            + "stop one of the two.";
        if (_pace.IsStoodDown)
        {
            logger.LogError("{Client}: another service with this client identifier is connected. This one connected second and does not "
                + "serve; stop one of the two. Next attempt in {Delay} s", options.ClientId, delay.TotalSeconds);
        }
        else
        {
            logger.LogError("{Client}: another service with this client identifier took over the connection; stop one of the two. "
                + "This one takes it back in {Delay} s", options.ClientId, delay.TotalSeconds);
        }

        return delay;
    }
}
