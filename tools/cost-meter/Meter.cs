using System.Reflection;

namespace Pedestal.CostMeter;

/// <summary>What one run cost.</summary>
/// <param name="Total">Everything.</param>
/// <param name="Stages">Cost of each stage with all it calls, in the order of the code map.</param>
/// <param name="Result">What the method returned, as text.</param>
public sealed record Reading(Cost Total, Cost[] Stages, string Result);

/// <summary>Runs rewritten methods and prices them.</summary>
public sealed class Meter(CodeMap map)
{
    /// <summary>Runs a method once.</summary>
    /// <exception cref="NotSupportedException">Something without a price ran; the message names it.</exception>
    public Reading Measure(MethodInfo method, object? target, params object?[] arguments)
    {
        var stages = new Cost[map.Stages.Count];
        var current = -1;
        var last = default(Cost);
        Counters.Clear();
        Counters.StageChanged = stage =>
        {
            var now = map.Total();
            if (current >= 0)
            {
                stages[current] += now - last;
            }

            (current, last) = (stage, now);
        };
        object? result;
        try
        {
            result = method.Invoke(target, BindingFlags.DoNotWrapExceptions, null, arguments, null);
        }
        finally
        {
            Counters.StageChanged = _ => { };
        }

        return Counters.Unpriced == null
            ? new Reading(map.Total(), stages, result?.ToString() ?? "")
            : throw new NotSupportedException(Counters.Unpriced);
    }
}
