namespace Pedestal.CostMeter.Tests;

[Collection(CountersCollection.Name)]
public class PriceTests(MeteredSamples samples)
{
    /// <summary>Integer statements without calls: the prices of their instructions must add up, at any width.</summary>
    public static TheoryData<string> Statements => [.. PriceList.Default.Rows
        .Where(row => row.Il.All(token => PriceList.Default.Kind(PriceList.KindOf(token)) != null))
        .Where(row => !row.Il.Contains("newobj") && !row.Statement.Contains("fa", StringComparison.Ordinal)
            && !row.Statement.Contains("double", StringComparison.Ordinal))
        .Select(row => row.Statement)];

    [Theory]
    [MemberData(nameof(Statements))]
    public void The_prices_add_up_to_the_measured_statements(string statement)
    {
        var row = PriceList.Default.Rows.Single(row => row.Statement == statement);
        var sum = row.Il.Sum(token => PriceList.Default.Kind(PriceList.KindOf(token))!.Value);
        Assert.InRange(sum / row.Price, 0.92, 1.08);
    }

    [Theory]
    [InlineData(nameof(Samples.Loop), "for(int i=0;i<N;i++){}  per iteration (279-297)", 0)]
    [InlineData(nameof(Samples.Add), "r=a+b", 1, 3, 4)]
    [InlineData(nameof(Samples.Multiply64), "w=u*v (ulong)", 1, 3ul, 4ul)]
    [InlineData(nameof(Samples.CallStatic), "r=C.S0() (static, returns constant)", 1)]
    [InlineData(nameof(Samples.ReadField), "r=c.f (int field)", 1)]
    public void A_repeated_statement_costs_what_was_measured(
        string sample, string statement, int loops, params object[] given)
    {
        var rows = PriceList.Default.Rows.ToDictionary(row => row.Statement, row => row.Price);
        var loop = loops * rows["for(int i=0;i<N;i++){}  per iteration (279-297)"];
        var perTime = samples.Run(sample, given).Total.Instructions / Samples.Times;
        Assert.InRange(perTime / (loop + rows[statement]), 0.95, 1.05);
    }

    [Theory]
    [InlineData(0, 24)]
    [InlineData(4, 24)]
    [InlineData(5, 36)]
    [InlineData(16, 36)]
    [InlineData(1024, 1044)]
    public void Arrays_take_whole_heap_blocks(int length, int expected)
    {
        var reading = samples.Run(nameof(Samples.Copy), length);
        Assert.Equal(2 * expected, reading.Total.Bytes);
        Assert.Equal([new Allocation("Samples.Copy", "new Byte[]", 2 * expected)], reading.Counts.Allocations());
    }

    [Fact]
    public void An_object_takes_a_block_for_its_header_and_one_for_each_field()
    {
        var reading = samples.Run(nameof(Samples.Create));
        Assert.Equal([new Allocation("Samples.Create", "new Holder", 48)], reading.Counts.Allocations());
    }

    [Fact]
    public void A_copy_is_priced_by_its_bytes()
    {
        var rows = PriceList.Default.Rows.ToDictionary(row => row.Statement, row => row.Price);
        var perByte = (rows["Array.Copy(bb,0,bc,0,1024)"] - rows["Array.Copy(bb,0,bc,0,8)"]) / 1016;
        Assert.Equal(1016 * perByte, Price(nameof(Samples.Copy), 1024) - Price(nameof(Samples.Copy), 8), 0.001);
        var words = Enumerable.Range(1, 9).Select(i => (ulong)i).ToArray();
        Assert.Equal(64 * perByte,
            Price(nameof(Samples.CopyWords), words, 9) - Price(nameof(Samples.CopyWords), words, 1), 0.001);
        Assert.Equal(words, samples.Run(nameof(Samples.CopyWords), words, 9).Result);
    }

    [Fact]
    public void An_instruction_without_a_price_is_refused_by_name_when_it_runs()
    {
        Assert.Equal("x", samples.Run(nameof(Samples.HasNoPrice), "x", false).Result);
        var error = Assert.Throws<NotSupportedException>(() => samples.Run(nameof(Samples.HasNoPrice), "x", true));
        Assert.Contains("System.String::Trim", error.Message, StringComparison.Ordinal);
        Assert.Contains("HasNoPrice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Milliseconds_follow_the_calibration() => Assert.Equal(6.25, new Cost(1_000_000, 0).Milliseconds, 1e-9);

    double Price(string sample, params object[] arguments) => samples.Run(sample, arguments).Total.Instructions;
}
