using System.Diagnostics;

namespace Pedestal.Fuzz;

/// <summary>What a run over one target found.</summary>
/// <param name="Target">The target.</param>
/// <param name="Inputs">How many inputs it took.</param>
/// <param name="Fault">What was wrong with the last of them; null for nothing.</param>
/// <param name="Input">That input.</param>
public sealed record FuzzResult(FuzzTarget Target, long Inputs, string? Fault, byte[]? Input);

/// <summary>Gives a target inputs until it fails, hangs, or the time is up.</summary>
public sealed class FuzzRun(FuzzTarget target, IReadOnlyCollection<byte[]> corpus, int seed)
{
    /// <summary>How long one input may take; a thousand times what the slowest needs.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    readonly Mutator _mutator = new(new Random(seed), [.. target.Seeds, .. corpus], target.Words);
    byte[] _input = [];
    long _begun;
    long _inputs;

    /// <summary>Runs for a time, or for a number of inputs; whichever is over first.</summary>
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
