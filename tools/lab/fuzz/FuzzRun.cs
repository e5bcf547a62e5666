using System.Diagnostics;

namespace Pedestal.Fuzz;

/// <summary>The result of a run on one target.</summary>
/// <param name="Target">The target.</param>
/// <param name="Inputs">The number of inputs.</param>
/// <param name="Fault">What was wrong with the last input; null if nothing.</param>
/// <param name="Input">The last input.</param>
public sealed record FuzzResult(FuzzTarget Target, long Inputs, string? Fault, byte[]? Input);

/// <summary>Feeds inputs to a target until it fails, hangs, or the time is up.</summary>
public sealed class FuzzRun(FuzzTarget target, IReadOnlyCollection<byte[]> corpus, int seed)
{
    /// <summary>The longest time for one input: a thousand times what the slowest needs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Mutator _mutator = new(new Random(seed), [.. target.Seeds, .. corpus], target.Words);
    byte[] _input = [];
    long _begun;
    long _inputs;

    /// <summary>Runs for a time or a number of inputs, whichever ends first.</summary>
    public FuzzResult Run(TimeSpan time, long most = long.MaxValue)
    {
        Exception? fault = null;
        var stop = Stopwatch.StartNew();
        Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
        var work = new Thread(() =>
        {
            while (fault is null && stop.Elapsed < time && _inputs < most)
            {
                _input = _inputs < target.Seeds.Length ? target.Seeds[_inputs] : _mutator.Next();
                Volatile.Write(ref _begun, Stopwatch.GetTimestamp());
                fault = target.FaultOf(_input);
                _inputs++;
            }
        })
        {
            IsBackground = true, Name = target.Name,
        };
        work.Start();
        while (!work.Join(Patience / 10))
        {
            if (Stopwatch.GetElapsedTime(Volatile.Read(ref _begun)) > Patience)
            {
                return new FuzzResult(target, _inputs, $"takes more than {Patience.TotalSeconds:0} s", _input);
            }
        }

        return fault is null
            ? new FuzzResult(target, _inputs, null, null)
            : new FuzzResult(target, _inputs, fault.ToString(), _input);
    }
}
