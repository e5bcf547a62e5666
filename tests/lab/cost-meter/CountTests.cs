namespace Pedestal.CostMeter.Tests;

[Collection(CountersCollection.Name)]
public class CountTests(MeteredSamples samples)
{
    [Theory]
    [InlineData("ldloc", 2 * Samples.Times + 2)]
    [InlineData("blt", Samples.Times + 1)]
    [InlineData("add", Samples.Times)]
    [InlineData("stloc", Samples.Times + 1)]
    [InlineData("br", 1)]
    [InlineData("ret", 1)]
    [InlineData("local", 1)]
    public void Every_instruction_of_a_loop_is_counted(string kind, long expected)
    {
        var reading = samples.Run(nameof(Samples.Loop));
        Assert.Equal(Samples.Times, reading.Result);
        Assert.Equal(expected, MeteredSamples.Times(reading, nameof(Samples.Loop), kind));
    }

    [Theory]
    [InlineData(nameof(Samples.Add), "add", 2 * Samples.Times, 3, 4)]
    [InlineData(nameof(Samples.Multiply64), "mul", Samples.Times, 3ul, 4ul)]
    [InlineData(nameof(Samples.CallStatic), "call static", Samples.Times)]
    public void Operations_and_calls_are_counted(string sample, string kind, long expected, params object[] given) =>
        Assert.Equal(expected, MeteredSamples.Times(samples.Run(sample, given), sample, kind));

    [Fact]
    public void Element_and_field_accesses_are_counted()
    {
        var read = samples.Run(nameof(Samples.ReadElement), new byte[] { 1, 9 }, 1);
        Assert.Equal(9, read.Result);
        Assert.Equal(Samples.Times, MeteredSamples.Times(read, nameof(Samples.ReadElement), "ldelem.u1"));
        var write = samples.Run(nameof(Samples.WriteElement), new int[3], 2, 8);
        Assert.Equal(8, write.Result);
        Assert.Equal(Samples.Times, MeteredSamples.Times(write, nameof(Samples.WriteElement), "stelem.i4"));
        var field = samples.Run(nameof(Samples.ReadField));
        Assert.Equal(5, field.Result);
        Assert.Equal(Samples.Times, MeteredSamples.Times(field, nameof(Samples.ReadField), "ldfld"));
    }

    [Theory]
    [InlineData(0, 10)]
    [InlineData(2, 30)]
    [InlineData(7, 40)]
    public void A_rewritten_switch_takes_the_same_case(int value, int expected) =>
        Assert.Equal(expected, samples.Run(nameof(Samples.Choose), value).Result);

    [Fact]
    public void Code_skipped_by_an_exception_is_not_counted_and_handlers_stay_in_place()
    {
        var array = new[] { 1, 1, 1 };
        var reading = samples.Run(nameof(Samples.CountUntilItThrows), array);
        Assert.Equal(7 + 3, reading.Result);
        Assert.Equal(1, MeteredSamples.Times(reading, nameof(Samples.CountUntilItThrows), "call static"));
        Assert.Equal(1, MeteredSamples.Times(reading, nameof(Samples.CountUntilItThrows), "endfinally"));

        // Three accesses succeed, the fourth throws in the middle of its block.
        Assert.Equal(4, MeteredSamples.Times(reading, nameof(Samples.CountUntilItThrows), "ldelem.i4"));
    }

    [Fact]
    public void Stages_are_the_callees_including_everything_they_call()
    {
        var reading = samples.Run(typeof(Pipeline), nameof(Pipeline.Stages), new int[1]);
        Assert.Equal(["Samples.WriteElement", "Samples.Twice"], samples.Map.Stages);
        Assert.Equal([1, 2], reading.Calls);
        var write = samples.Run(nameof(Samples.WriteElement), new int[1], 0, 3).Total.Instructions;
        Assert.Equal(write, reading.Stages[0].Instructions, 0.001);
        var calls = samples.Run(nameof(Samples.CallStatic)).Total.Instructions;
        Assert.InRange(reading.Stages[1].Instructions, 2 * calls + 1, 2 * calls + 2000);
    }
}
