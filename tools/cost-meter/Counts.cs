namespace Pedestal.CostMeter;

/// <summary>A line of a hot table.</summary>
/// <param name="Name">Method or kind of instruction.</param>
/// <param name="Times">How often it ran.</param>
/// <param name="Instructions">Interpreter instructions, without those of the methods it calls.</param>
public sealed record HotLine(string Name, long Times, double Instructions);

/// <summary>Bytes taken at one place.</summary>
public sealed record Allocation(string Method, string What, long Bytes);

/// <summary>What one or more runs counted.</summary>
public sealed record Counts(CodeMap Map, long[] Blocks, long[] Bytes)
{
    /// <summary>Both together.</summary>
    public static Counts operator +(Counts left, Counts right) => new(left.Map,
        left.Blocks.Zip(right.Blocks, (a, b) => a + b).ToArray(), left.Bytes.Zip(right.Bytes, (a, b) => a + b).ToArray());

    /// <summary>The costliest methods first.</summary>
    public IEnumerable<HotLine> Methods() => Sum(
        Map.Blocks.Select((block, i) => new HotLine(block.Method, block.IsEntry ? Blocks[i] : 0, Blocks[i] * block.Price))
            .Concat(Map.Sites.Select((site, i) => new HotLine(site.Method, 0, Bytes[i] * site.PricePerByte))));

    /// <summary>The costliest kinds of instruction first.</summary>
    public IEnumerable<HotLine> Kinds() => Sum(
        Map.Blocks.SelectMany((block, i) => block.Steps.Select(step => new HotLine(step.Kind, Blocks[i], Blocks[i] * step.Price)))
            .Concat(Map.Sites.Select((site, i) => new HotLine($"{site.What}, bytes", Bytes[i], Bytes[i] * site.PricePerByte))));

    /// <summary>Where heap was taken.</summary>
    public IEnumerable<Allocation> Allocations() =>
        Map.Blocks.Select((block, i) => new Allocation(block.Method, $"new {block.Creates}", Blocks[i] * block.Bytes))
            .Concat(Map.Sites.Select((site, i) => new Allocation(site.Method, site.What, site.Allocates ? Bytes[i] : 0)))
            .Where(allocation => allocation.Bytes > 0)
            .GroupBy(allocation => (allocation.Method, allocation.What))
            .Select(group => new Allocation(group.Key.Method, group.Key.What, group.Sum(allocation => allocation.Bytes)));

    static IEnumerable<HotLine> Sum(IEnumerable<HotLine> lines) => lines.Where(line => line.Times > 0 || line.Instructions > 0)
        .GroupBy(line => line.Name)
        .Select(group => new HotLine(group.Key, group.Sum(line => line.Times), group.Sum(line => line.Instructions)))
        .OrderByDescending(line => line.Instructions);
}
