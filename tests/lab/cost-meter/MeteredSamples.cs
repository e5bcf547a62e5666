namespace Pedestal.CostMeter.Tests;

/// <summary>The process has one set of counters, so tests that use it run one by one.</summary>
[CollectionDefinition(Name)]
public sealed class CountersCollection : ICollectionFixture<MeteredSamples>
{
    public const string Name = "Counters";
}

/// <summary>This assembly, rewritten with counters; the samples run in it.</summary>
public sealed class MeteredSamples
{
    readonly MeteredCode _code = new("Pedestal.CostMeter.Tests.Pipeline", typeof(Samples).Assembly.Location);

    public CodeMap Map => _code.Map;

    public Reading Run(string sample, params object[] arguments) => Run(typeof(Samples), sample, arguments);

    public Reading Run(Type type, string sample, params object[] arguments)
    {
        var method = _code.Type(type.FullName!).GetMethods()
            .Single(method => method.Name == sample && method.GetParameters().Length == arguments.Length);
        return new Meter(Map).Measure(() =>
            method.Invoke(null, System.Reflection.BindingFlags.DoNotWrapExceptions, null, arguments, null));
    }

    /// <summary>How often one sample executes a kind of instruction.</summary>
    public static long Times(Reading reading, string sample, string kind) => reading.Counts.Map.Blocks
        .Select((block, i) => block.Method == $"Samples.{sample}"
            ? reading.Counts.Blocks[i] * block.Steps.Count(step => step.Kind == kind)
            : 0)
        .Sum();
}
