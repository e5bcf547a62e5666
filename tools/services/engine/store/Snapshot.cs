namespace Pedestal.Engine;

/// <summary>The gallery at one instant. It does not change; a search works on one from beginning to end.</summary>
/// <param name="Segments">All full but the last.</param>
/// <param name="TemplateCount">Templates of all segments.</param>
/// <param name="PalmCount">Different palms among them.</param>
sealed record Snapshot(Segment[] Segments, int TemplateCount, int PalmCount)
{
    /// <summary>Nobody.</summary>
    public static Snapshot Empty { get; } = new([], 0, 0);

    /// <summary>The palm of a template by the template's number, counted over all segments.</summary>
    public long PalmOf(int template) => Segments[template / Segment.Capacity].Palms[template % Segment.Capacity];
}
