using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Pedestal.Core.Protocol;

namespace Pedestal.Messaging;

/// <summary>
/// Opens requests under the keys a device may use: its present one, or the one before while the present one is not in use
/// yet. The authentication code tells which it is, so the envelope need not.
/// </summary>
sealed class RequestOpener(KeyRing keys, MessageType type, ReplayGuard guard, TimeProvider time, ILogger logger)
{
    /// <summary>Null, envelope and key if the request was opened and is fresh; otherwise what is wrong with it.</summary>
    internal string? Open(
        Envelope envelope, string device, ReadOnlyMemory<byte> payload, out DeviceKey? key)
    {
        key = null;
        var all = keys.AllOf(device);
        if (all.IsEmpty)
        {
            return "unknown device";
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
                key = all[i].Key;
                return status == EnvelopeStatus.Ok ? Check(envelope, device, all, i) : status.ToString();
            }
        }

        return $"{nameof(EnvelopeStatus.NotAuthentic)}: altered, or sealed under another key";
    }

    string? Check(Envelope envelope, string device, ImmutableArray<SealingKey> all, int used)
    {
        if (all[used].Until <= time.GetUtcNow())
        {
            return $"sealed under a key that ended at {all[used].Until:u}: bring the new one to the device";
        }

        if (all[..used].Any(guard.WasUsed))
        {
            return "sealed under a key that ended when the device used its new one";
        }

        if (envelope.Type != type)
        {
            return "wrong message type";
        }

        var isFirst = !guard.WasUsed(all[used]);
        if (!guard.Accept(all[used], envelope.Counter))
        {
            return "replayed, or the device's clock went back: its counter is not above the last one accepted";
        }

        if (isFirst && used + 1 < all.Length)
        {
            logger.LogInformation("{Device} uses its new key; the one before has ended", device);
        }

        return null;
    }
}
