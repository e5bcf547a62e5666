namespace Pedestal.CostMeter;

/// <summary>The cost of one run.</summary>
/// <param name="Total">The cost of the whole run.</param>
/// <param name="Stages">Each stage including everything it calls, in the order of the code map.</param>
/// <param name="Calls">The number of calls of each stage.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Result">The result of the run.</param>
public sealed record Reading(Cost Total, Cost[] Stages, int[] Calls, Counts Counts, object? Result);

/// <summary>Runs rewritten code and prices it.</summary>
public sealed class Meter(CodeMap map)
{
    /// <summary>Runs a function once and prices it.</summary>
    /// <exception cref="NotSupportedException">It executed an operation without a price; the message names it.</exception>
    public Reading Measure(Func<object?> run)
    {
        var stages = new Cost[map.Stages.Count];
        var calls = new int[stages.Length];
        var current = -1;
        var last = default(Cost);
        object? result;
        Counters.Clear();
        Counters.StageChanged = stage =>
        {
            var now = map.Total();
            if (current >= 0)
            {
                stages[current] += now - last;
            }

            if (stage >= 0)
            {
                calls[stage]++;
            }

            (current, last) = (stage, now);
        };
        try
        {
            result = run();
        }
        finally
        {
            Counters.StageChanged = _ => { };
        }

        // The measured code may have caught the exception.
        return Counters.Unpriced == null
            ? new Reading(map.Total(), stages, calls, map.Read(), result)
            : throw new NotSupportedException(Counters.Unpriced);
    }
}
