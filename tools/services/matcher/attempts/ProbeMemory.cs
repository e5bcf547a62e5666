using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pedestal.Matching;

namespace Pedestal.Matcher;

/// <summary>
/// Remembers probes as digests under a key of this process: no two captures are equal bit by bit, so a probe that equals an
/// earlier one was recorded. Beyond a quarter of a million the oldest are forgotten.
/// </summary>
public sealed class ProbeMemory
{
    internal const int Most = 1 << 18;

    readonly byte[] _key = RandomNumberGenerator.GetBytes(HMACSHA256.HashSizeInBytes);
    readonly Dictionary<UInt128, (string Device, ulong RequestId)> _probes = [];
    readonly Queue<UInt128> _byAge = [];

    /// <summary>
    /// Remembers a probe; false if another request had the same one. A resend of its own request may repeat it.
    /// </summary>
    public bool IsNew(VeinTemplate template, string device, ulong requestId)
    {
        ArgumentNullException.ThrowIfNull(template);

        // Only the planes: the header is not used for comparison and could be altered to look new.
        var digest = MemoryMarshal.Read<UInt128>(HMACSHA256.HashData(_key, MemoryMarshal.AsBytes(template.Planes)));
        lock (_probes)
        {
            if (_probes.TryGetValue(digest, out var first))
            {
                return first == (device, requestId);
            }

            if (_byAge.Count >= Most)
            {
                _probes.Remove(_byAge.Dequeue());
            }

            _probes.Add(digest, (device, requestId));
            _byAge.Enqueue(digest);
            return true;
        }
    }
}
