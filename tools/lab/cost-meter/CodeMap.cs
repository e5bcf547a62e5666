namespace Pedestal.CostMeter;

/// <summary>One executed instruction.</summary>
/// <param name="Kind">The kind that it is counted as: an opcode, a kind of call or a platform method.</param>
/// <param name="Price">Its price in interpreter instructions.</param>
public readonly record struct Step(string Kind, double Price);

/// <summary>A sequence of instructions that is entered only at its start.</summary>
/// <param name="Method">Its method.</param>
/// <param name="IsEntry">Whether it runs once per call of the method.</param>
/// <param name="Steps">Its instructions.</param>
/// <param name="Creates">Type of the object that it creates; null for none.</param>
/// <param name="Bytes">Heap bytes of that object.</param>
public sealed record Block(string Method, bool IsEntry, Step[] Steps, string? Creates, int Bytes)
{
    /// <summary>Interpreter instructions per execution.</summary>
    public double Price { get; } = Steps.Sum(step => step.Price);
}

/// <summary>A place whose cost depends on a size known only at run time.</summary>
/// <param name="Method">Its method.</param>
/// <param name="What">The operation: a copy, or what it creates.</param>
/// <param name="PricePerByte">Interpreter instructions per byte.</param>
/// <param name="Allocates">Whether the bytes are allocated on the heap.</param>
public sealed record Site(string Method, string What, double PricePerByte, bool Allocates);

/// <summary>The meaning of the counters in rewritten code.</summary>
public sealed class CodeMap
{
    readonly int _firstBlock = Counters.Blocks.Length;
    readonly int _firstSite = Counters.Bytes.Length;

    /// <summary>Every counted block.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Every counted site.</summary>
    public List<Site> Sites { get; } = [];

    /// <summary>Stages, named after the method called.</summary>
    public List<string> Stages { get; } = [];

    /// <summary>Adds a block and returns its counter.</summary>
    public int Add(Block block)
    {
        Blocks.Add(block);
        return _firstBlock + Blocks.Count - 1;
    }

    /// <summary>Adds a site and returns its counter.</summary>
    public int Add(Site site)
    {
        Sites.Add(site);
        return _firstSite + Sites.Count - 1;
    }

    /// <summary>Allocates the counters; nothing can be added afterwards.</summary>
    public void Close()
    {
        Array.Resize(ref Counters.Blocks, _firstBlock + Blocks.Count);
        Array.Resize(ref Counters.Bytes, _firstSite + Sites.Count);
    }

    /// <summary>The counts so far.</summary>
    public Counts Read() => new(this,
        Counters.Blocks.AsSpan(_firstBlock, Blocks.Count).ToArray(),
        Counters.Bytes.AsSpan(_firstSite, Sites.Count).ToArray());

    /// <summary>The cost so far.</summary>
    public Cost Total()
    {
        var instructions = 0.0;
        var bytes = 0L;
        for (var i = 0; i < Blocks.Count; i++)
        {
            instructions += Counters.Blocks[_firstBlock + i] * Blocks[i].Price;
            bytes += Counters.Blocks[_firstBlock + i] * Blocks[i].Bytes;
        }

        for (var i = 0; i < Sites.Count; i++)
        {
            instructions += Counters.Bytes[_firstSite + i] * Sites[i].PricePerByte;
            bytes += Sites[i].Allocates ? Counters.Bytes[_firstSite + i] : 0;
        }

        return new Cost(instructions, bytes);
    }
}
