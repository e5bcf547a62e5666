using Pedestal.Matching;

namespace Pedestal.Bench;

/// <summary>Templates of synthetic palms: some enrol each palm, the others are probes.</summary>
sealed class PalmSet(byte[][] templates, int perPalm)
{
    /// <summary>Templates that enrol a palm.</summary>
    public const int EnrolledPerPalm = 2;

    /// <summary>Number of palms.</summary>
    public int Palms => templates.Length / perPalm;

    /// <summary>The enrolled templates' bytes.</summary>
    public IEnumerable<byte[]> EnrolledBytes => templates.Where((_, i) => i % perPalm < EnrolledPerPalm);

    /// <summary>The enrolled templates with their palms.</summary>
    public IEnumerable<(long Palm, VeinTemplate Template)> Enrolled =>
        EnrolledBytes.Select((bytes, i) => ((long)(i / EnrolledPerPalm), Parse(bytes)));

    /// <summary>Probes of all palms in turn, from captures that do not enrol them.</summary>
    public VeinTemplate[] Probes(int count) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => Parse(templates[i % Palms * perPalm + EnrolledPerPalm + i / Palms])),
    ];

    /// <summary>All captures of a palm, the enrolled ones first.</summary>
    public ReadOnlySpan<byte[]> CapturesOf(int palm) => templates.AsSpan(palm * perPalm, perPalm);

    /// <summary>Reads a template that was written by this program.</summary>
    public static VeinTemplate Parse(ReadOnlySpan<byte> bytes)
    {
        var status = VeinTemplate.TryParse(bytes, out var template);
        return template ?? throw new InvalidDataException($"Not a template: {status}.");
    }
}
