namespace Pedestal.Outage.History;

/// <summary>A fault that was played, from its begin until everything was in order again, in milliseconds of the tool's own clock.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Begin">When it began.</param>
/// <param name="Over">When what happened was undone: a link works again, a process that was killed is started again.</param>
/// <param name="End">When everything was in order again.</param>
/// <param name="Void">Whether the tool itself was held up meanwhile, so that times mean nothing.</param>
sealed record FaultSpan(string Kind, double Begin, double Over, double End, bool Void = false)
{
    /// <summary>Whether a request may have felt it.</summary>
    public bool Touches(Asked asked) => asked.Begin < End && asked.End > Begin;

    /// <summary>Whether a request ended meanwhile; what ends later is the next fault's, which follows at once.</summary>
    public bool Has(Asked asked) => asked.End > Begin && asked.End <= End;
}
