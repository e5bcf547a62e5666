namespace Pedestal.Outage.History;

/// <summary>The result of a check.</summary>
/// <param name="Promise">What was promised.</param>
/// <param name="Checked">How many cases were looked at.</param>
/// <param name="Broken">Each case in which the promise was broken, in words.</param>
sealed record Verdict(string Promise, int Checked, IReadOnlyList<string> Broken)
{
    /// <summary>Whether the promise was kept.</summary>
    public bool IsKept => Broken.Count == 0;
}
