namespace Pedestal.CostMeter;

/// <summary>A run of instructions that is entered at its top only.</summary>
/// <param name="Method">Method it is in.</param>
/// <param name="IsEntry">The method's first block.</param>
/// <param name="Kinds">Kinds of its instructions, in order.</param>
/// <param name="Price">Interpreter instructions each time it runs.</param>
/// <param name="Bytes">Heap bytes of a fixed size it allocates.</param>
public sealed record Block(string Method, bool IsEntry, string[] Kinds, double Price, int Bytes);

/// <summary>A place whose price depends on a size known only when it runs.</summary>
/// <param name="Method">Method it is in.</param>
/// <param name="What">What is copied or allocated there.</param>
/// <param name="PricePerByte">Interpreter instructions per byte.</param>
/// <param name="Allocates">The bytes are taken from the heap.</param>
public sealed record Site(string Method, string What, double PricePerByte, bool Allocates);

/// <summary>Interpreter instructions and heap bytes.</summary>
public readonly record struct Cost(double Instructions, long Bytes)
{
    /// <summary>Processor cycles at 240 MHz per interpreter instruction, as the facts calibrate them.</summary>
    const double CyclesPerInstruction = 1.5;

    /// <summary>Time on the device.</summary>
    public double Milliseconds => Instructions * CyclesPerInstruction / 240_000;

    /// <summary>Sum.</summary>
    public static Cost operator +(Cost left, Cost right) =>
        new(left.Instructions + right.Instructions, left.Bytes + right.Bytes);

    /// <summary>Difference.</summary>
    public static Cost operator -(Cost left, Cost right) =>
        new(left.Instructions - right.Instructions, left.Bytes - right.Bytes);
}

/// <summary>What the counters of rewritten code mean.</summary>
public sealed class CodeMap
{
    /// <summary>Block behind each block counter.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Site behind each byte counter.</summary>
    public List<Site> Sites { get; } = [];

    /// <summary>Stages of the methods that are split into stages, named after what is called.</summary>
    public List<string> Stages { get; } = [];

    /// <summary>Prices what the counters hold.</summary>
    public Cost Total()
    {
        var instructions = 0.0;
        var bytes = 0L;
        for (var i = 0; i < Blocks.Count; i++)
        {
            instructions += Counters.Blocks[i] * Blocks[i].Price;
            bytes += Counters.Blocks[i] * Blocks[i].Bytes;
        }

        for (var i = 0; i < Sites.Count; i++)
        {
            instructions += Counters.Bytes[i] * Sites[i].PricePerByte;
            bytes += Sites[i].Allocates ? Counters.Bytes[i] : 0;
        }

        return new Cost(instructions, bytes);
    }
}
