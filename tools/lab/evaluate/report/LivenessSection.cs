using Pedestal.Vein;

namespace Pedestal.Evaluate;

/// <summary>Living hands that the check for a living hand refuses, in captures from a pedestal.</summary>
static class LivenessSection
{
    const string Explanation = "BPCER: captures of people's hands that have a template and end with a reason that speaks of an attack. A"
        + " pedestal captures a hand again that is not usable, so this is more than guests would meet.";

    /// <summary>The section; null without such captures.</summary>
    public static Section? Of(ScoreTable table)
    {
        var refused = table.Liveness.Where(AttackSection.AttackReasons.Contains).ToList();
        return table.Liveness.Count == 0 ? null : new Section("liveness", "Living hands", Explanation,
        [
            Figure.OfShare("bpcer", "Captured hands: BPCER", new Proportion(refused.Count, table.Liveness.Count), string.Join(", ",
                refused.GroupBy(reason => reason).OrderByDescending(reason => reason.Count()).Select(reason => $"{reason.Key} {reason.Count()}")
                    .Append($"of {Text.Count(table.Liveness.Count)} captures"))),
        ]);
    }
}
