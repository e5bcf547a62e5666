namespace Pedestal.CostMeter;

/// <summary>A line of a table of the costliest methods or instructions.</summary>
/// <param name="Name">Method or kind of instruction.</param>
/// <param name="Times">The number of executions.</param>
/// <param name="Instructions">Interpreter instructions, without those of called methods.</param>
public sealed record HotLine(string Name, long Times, double Instructions);

/// <summary>Bytes allocated at one place.</summary>
public sealed record Allocation(string Method, string What, long Bytes);

/// <summary>The counts of one or more runs.</summary>
public sealed record Counts(CodeMap Map, long[] Blocks, long[] Bytes)
{
    /// <summary>The sum of two.</summary>
    public static Counts operator +(Counts left, Counts right) => new(left.Map,
        left.Blocks.Zip(right.Blocks, (a, b) => a + b).ToArray(),
        left.Bytes.Zip(right.Bytes, (a, b) => a + b).ToArray());

    /// <summary>The costliest methods first.</summary>
    public IEnumerable<HotLine> Methods() => Sum(
        [.. Map.Blocks.Select((block, i) => Line(block.Method, block.IsEntry ? Blocks[i] : 0, Blocks[i] * block.Price)),
            .. Map.Sites.Select((site, i) => Line(site.Method, 0, Bytes[i] * site.PricePerByte))]);

    /// <summary>The costliest kinds of instruction first.</summary>
    public IEnumerable<HotLine> Kinds() => Sum(
        [.. Map.Blocks.SelectMany((block, i) => block.Steps
                .Select(step => Line(step.Kind, Blocks[i], Blocks[i] * step.Price))),
            .. Map.Sites.Select((site, i) => Line($"{site.What}, bytes", Bytes[i], Bytes[i] * site.PricePerByte))]);

    /// <summary>The heap allocations by place.</summary>
    public IEnumerable<Allocation> Allocations() =>
        from site in Map.Blocks
            .Select((block, i) => (block.Method, What: $"new {block.Creates}", Bytes: Blocks[i] * block.Bytes))
            .Concat(Map.Sites.Select((site, i) => (site.Method, site.What, Bytes: site.Allocates ? Bytes[i] : 0)))
        where site.Bytes > 0
        group site.Bytes by (site.Method, site.What) into sites
        select new Allocation(sites.Key.Method, sites.Key.What, sites.Sum());

    static HotLine Line(string name, long times, double instructions) => new(name, times, instructions);

    static IEnumerable<HotLine> Sum(IEnumerable<HotLine> lines) =>
        from line in lines
        where line.Times > 0 || line.Instructions > 0
        group line by line.Name into same
        select Line(same.Key, same.Sum(line => line.Times), same.Sum(line => line.Instructions)) into sum
        orderby sum.Instructions descending
        select sum;
}
