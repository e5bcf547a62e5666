using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// Opens requests under the keys a device may use: its present one, or the one before while the present one is not in use
/// yet. The authentication code tells which it is, so the envelope need not.
/// </summary>
sealed class RequestOpener(
    KeyRing keys, MessageType type, KeySessions sessions, DeviceLimits limits, TimeProvider time, ILogger logger)
{
    /// <summary>What is wrong when nobody has keys under the sender's name.</summary>
    internal const string UnknownDevice = "unknown device";

    /// <summary>
    /// Null, envelope and key if the request was opened and is to be answered: by what it asks if it is fresh, by an offer if
    /// not. Otherwise what is wrong with it.
    /// </summary>
    internal string? Open(
        Envelope envelope, string device, ReadOnlyMemory<byte> payload, out SealingKey? key, out bool isFresh)
    {
        isFresh = false;
        key = null;
        var all = keys.AllOf(device);
        if (all.IsEmpty)
        {
            return UnknownDevice;
        }

        if (!limits.Allows(device))
        {
            return "more than a device may send";
        }

        if (payload.Length > Envelope.MaximumLength)
        {
            return nameof(EnvelopeStatus.WrongSize);
        }

        var message = payload.ToArray();
        for (var i = 0; i < all.Length; i++)
        {
            var status = envelope.Open(all[i].Key, message);
            if (status != EnvelopeStatus.NotAuthentic)
            {
                key = all[i];
                return status == EnvelopeStatus.Ok ? Check(envelope, device, all, i, out isFresh) : status.ToString();
            }
        }

        return $"{nameof(EnvelopeStatus.NotAuthentic)}: altered, or sealed under another key";
    }

    string? Check(Envelope envelope, string device, ImmutableArray<SealingKey> all, int used, out bool isFresh)
    {
        isFresh = false;
        if (all[used].Until <= time.GetUtcNow())
        {
            return $"sealed under a key that ended at {all[used].Until:u}: bring the new one to the device";
        }

        if (all[..used].Any(sessions.WasUsed))
        {
            return "sealed under a key that ended when the device used its new one";
        }

        if (envelope.Type != type)
        {
            return "wrong message type";
        }

        var isFirst = !sessions.WasUsed(all[used]);
        var verdict = sessions.Take(all[used], envelope);
        if (verdict == SessionVerdict.Repeated)
        {
            return "replayed, or overtaken on its way: its session has gone on since";
        }

        isFresh = verdict == SessionVerdict.Fresh;
        if (isFresh && isFirst && used + 1 < all.Length)
        {
            logger.LogInformation("{Device} uses its new key; the one before has ended", device);
        }

        return null;
    }
}
