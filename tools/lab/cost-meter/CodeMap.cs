namespace Pedestal.CostMeter;

/// <summary>One executed instruction.</summary>
/// <param name="Kind">What it is counted as: an opcode, a kind of call, a platform method.</param>
/// <param name="Price">Interpreter instructions.</param>
public readonly record struct Step(string Kind, double Price);

/// <summary>A run of instructions that is entered at its top only.</summary>
/// <param name="Method">Method it is in.</param>
/// <param name="IsEntry">Runs once per call of the method.</param>
/// <param name="Steps">Its instructions.</param>
/// <param name="Creates">Type of the object it creates, or null.</param>
/// <param name="Bytes">Heap bytes of that object.</param>
public sealed record Block(string Method, bool IsEntry, Step[] Steps, string? Creates, int Bytes)
{
    /// <summary>Interpreter instructions each time it runs.</summary>
    public double Price { get; } = Steps.Sum(step => step.Price);
}

/// <summary>A place whose cost depends on a size known only when it runs.</summary>
/// <param name="Method">Method it is in.</param>
/// <param name="What">What is copied or created there.</param>
/// <param name="PricePerByte">Interpreter instructions per byte.</param>
/// <param name="Allocates">The bytes are taken from the heap.</param>
public sealed record Site(string Method, string What, double PricePerByte, bool Allocates);

/// <summary>What the counters of rewritten code mean.</summary>
public sealed class CodeMap
{
    readonly int _firstBlock = Counters.Blocks.Length;
    readonly int _firstSite = Counters.Bytes.Length;

    /// <summary>Every block that is counted.</summary>
    public List<Block> Blocks { get; } = [];

    /// <summary>Every site that is counted.</summary>
    public List<Site> Sites { get; } = [];

    /// <summary>Stages, named after the method that is called.</summary>
    public List<string> Stages { get; } = [];

    /// <summary>Adds a block; returns its counter.</summary>
    public int Add(Block block)
    {
        Blocks.Add(block);
        return _firstBlock + Blocks.Count - 1;
    }

    /// <summary>Adds a site; returns its counter.</summary>
    public int Add(Site site)
    {
        Sites.Add(site);
        return _firstSite + Sites.Count - 1;
    }

    /// <summary>Makes room for the counters; nothing can be added after it.</summary>
    public void Close()
    {
        Array.Resize(ref Counters.Blocks, _firstBlock + Blocks.Count);
        Array.Resize(ref Counters.Bytes, _firstSite + Sites.Count);
    }

    /// <summary>What was counted so far.</summary>
    public Counts Read() => new(this,
        Counters.Blocks.AsSpan(_firstBlock, Blocks.Count).ToArray(),
        Counters.Bytes.AsSpan(_firstSite, Sites.Count).ToArray());

    /// <summary>Price of what was counted so far.</summary>
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
