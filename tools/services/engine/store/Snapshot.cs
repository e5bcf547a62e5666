namespace Pedestal.Engine;

/// <summary>The gallery at one instant. It never changes; a search uses one snapshot from beginning to end.</summary>
/// <param name="Segments">All of them full, except the last.</param>
/// <param name="TemplateCount">Templates of all segments.</param>
/// <param name="PalmCount">Distinct palms among them.</param>
sealed record Snapshot(Segment[] Segments, int TemplateCount, int PalmCount)
{
    /// <summary>An empty gallery.</summary>
    public static Snapshot Empty { get; } = new([], 0, 0);

    /// <summary>The palm of a template by the template's number, counted over all segments.</summary>
    public long PalmOf(int template) => Segments[template / Segment.Capacity].Palms[template % Segment.Capacity];
}
