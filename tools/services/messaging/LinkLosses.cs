using Microsoft.Extensions.Logging;
using MQTTnet;

namespace Pedestal.Messaging;

/// <summary>Says why a link is not connected, in its log and as its fault, and how long it waits before it connects again.</summary>
sealed class LinkLosses(ServiceLinkOptions options, ILogger logger)
{
    readonly ConnectPace _pace = new();
    volatile string _fault = "The connection to the broker has not begun.";

    /// <summary>Why it is not connected, and what to do about it.</summary>
    internal string Fault => _fault;

    /// <summary>The broker was not reached, or refused.</summary>
    internal TimeSpan Refused(Exception reason)
    {
        var delay = _pace.AfterRefusal();
        _fault = $"The broker at {options.Host}:{options.Port} is not reached: {reason.Message.TrimEnd('.')}. Is it up, and are "
            + "address, account and TLS right?";
        logger.LogWarning("{Client} cannot reach the broker at {Host}:{Port} ({Reason}); next attempt in {Delay} ms",
            options.ClientId, options.Host, options.Port, reason.Message, delay.TotalMilliseconds);
        return delay;
    }

    /// <summary>A connection that had held for so long has ended.</summary>
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

        _fault = $"Another client at the broker uses the client identifier {options.ClientId}. Is this service running twice? "
            + "Stop one of the two.";
        if (_pace.IsStoodDown)
        {
            logger.LogError("{Client}: another service with this client identifier is connected. This one came second and does not "
                + "serve; stop one of the two. Next attempt in {Delay} s", options.ClientId, delay.TotalSeconds);
        }
        else
        {
            logger.LogError("{Client}: another service with this client identifier took the connection over; stop one of the two. "
                + "This one takes it back in {Delay} s", options.ClientId, delay.TotalSeconds);
        }

        return delay;
    }
}
