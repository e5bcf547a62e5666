using System.Security.Cryptography;
using Pedestal.Protocol;

namespace Pedestal.Messaging;

/// <summary>A key that may seal a device's messages, and until when.</summary>
sealed class SealingKey
{
    const int IdLength = 16;

    internal SealingKey(byte[] secret, DateTimeOffset? until = null)
    {
        Key = new DeviceKey(secret);
        (Secret, Until) = (secret, until);
        Id = Convert.ToHexStringLower(HMACSHA256.HashData(Key.Authentication, "pedestal key id"u8)[..IdLength]);
    }

    internal DeviceKey Key { get; }

    internal byte[] Secret { get; }

    /// <summary>Identifies the key and reveals nothing about it.</summary>
    internal string Id { get; }

    /// <summary>When it ends; null for the device's present key, which does not end by itself.</summary>
    internal DateTimeOffset? Until { get; }

    internal SealingKey EndingAt(DateTimeOffset until) => new(Secret, until);
}
