using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Pedestal.Matching;

namespace Pedestal.Engine;

/// <summary>A gallery's own palms in its cohort, as many as there are up to the cohort's size. It never changes.</summary>
/// <param name="palms">The palms and their templates.</param>
public sealed class OwnCohort(IReadOnlyList<(long Palm, VeinTemplate[] Templates)> palms)
{
    readonly Lazy<long> _mark = new(() => MarkOf(palms));

    /// <summary>The palms and their templates.</summary>
    public IReadOnlyList<(long Palm, VeinTemplate[] Templates)> Palms => palms;

    /// <summary>A digest of them: two cohorts with one mark have the same palms and templates.</summary>
    public long Mark => _mark.Value;

    /// <summary>The templates of each palm.</summary>
    internal IEnumerable<VeinTemplate[]> Templates => palms.Select(palm => palm.Templates);

    static long MarkOf(IReadOnlyList<(long Palm, VeinTemplate[] Templates)> palms)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> number = stackalloc byte[sizeof(long)];
        foreach (var (palm, templates) in palms)
        {
            BinaryPrimitives.WriteInt64LittleEndian(number, palm);
            digest.AppendData(number);
            foreach (var template in templates)
            {
                digest.AppendData(MemoryMarshal.AsBytes(template.Planes));
            }
        }

        return BinaryPrimitives.ReadInt64LittleEndian(digest.GetHashAndReset());
    }
}
