using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// Opens requests under the keys that a device may use: its present key, or the former one while the present one is not in use
/// yet. The authentication code identifies the key, so the envelope need not.
/// </summary>
sealed class RequestOpener(
    KeyRing keys, MessageType type, KeySessions sessions, DeviceLimits limits, TimeProvider time, ILogger logger)
{
    /// <summary>What is wrong when nobody has keys under the sender's name.</summary>
    internal const string UnknownDevice = "unknown device";

    /// <summary>
    /// Returns null, with envelope and key, if the request was opened and gets a reply: a decision if it is fresh, a session
    /// offer if not. Otherwise returns what is wrong with it.
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
            return "above the device's limit";
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

    internal void EndSessions(string device)
    {
        foreach (var key in keys.AllOf(device))
        {
            sessions.End(key);
        }
    }

    string? Check(Envelope envelope, string device, ImmutableArray<SealingKey> all, int used, out bool isFresh)
    {
        isFresh = false;
        if (all[used].Until <= time.GetUtcNow())
        {
            return $"sealed under a key that ended at {all[used].Until:u}: install the new key on the device";
        }

        if (all[..used].Any(sessions.WasUsed))
        {
            return "sealed under a key that ended when the device first used its new one";
        }

        if (envelope.Type != type)
        {
            return "wrong message type";
        }

        var isFirst = !sessions.WasUsed(all[used]);
        var verdict = sessions.Take(all[used], envelope);
        if (verdict == SessionVerdict.Repeated)
        {
            return "replayed, or overtaken by a later message of its session";
        }

        isFresh = verdict == SessionVerdict.Fresh;
        if (isFresh && isFirst && used + 1 < all.Length)
        {
            logger.LogInformation("{Device} uses its new key; its former key has ended", device);
        }

        return null;
    }
}
