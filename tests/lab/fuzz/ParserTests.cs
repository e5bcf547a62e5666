namespace Pedestal.Fuzz.Tests;

/// <summary>Every parser of external bytes, on inputs that once broke it and on a few altered inputs.</summary>
public sealed class ParserTests
{
    static readonly Corpus Known = new(Path.Combine(AppContext.BaseDirectory, "corpus"));

    public static TheoryData<string> Names => [.. Targets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Inputs_that_once_broke_a_parser_no_longer_do(string name)
    {
        var target = Find(name);
        Assert.All(Known.Of(target), input => Assert.Null(target.FaultOf(input.Value)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void No_altered_input_breaks_a_parser(string name)
    {
        var result = new FuzzRun(Find(name), [.. Known.Of(Find(name)).Values], seed: 18).Run(TimeSpan.FromMinutes(5), most: 300);
        Assert.True(result.Fault is null, result.Fault + (result.Input is { } input ? $"\n{Convert.ToBase64String(input)}" : ""));
    }

    [Fact]
    public void Every_folder_of_the_corpus_belongs_to_a_parser() =>
        Assert.Empty(Directory.GetDirectories(Path.Combine(AppContext.BaseDirectory, "corpus")).Select(folder => Path.GetFileName(folder))
            .Except(Targets.All.Select(target => target.Name)));

    [Fact]
    public void A_planted_bug_is_found_kept_in_the_corpus_and_reproduced()
    {
        var target = new FuzzTarget("planted", bytes =>
        {
            if (bytes.AsSpan().IndexOf("boom"u8) >= 0)
            {
                throw new IndexOutOfRangeException();
            }

            if (bytes.Length > 40)
            {
                throw new InvalidDataException();
            }
        }, [[1, 2, 3]], typeof(InvalidDataException))
        {
            Words = ["boom"],
        };
        var folder = Directory.CreateTempSubdirectory("corpus-");
        try
        {
            var result = new FuzzRun(target, [], seed: 1).Run(TimeSpan.FromMinutes(5), most: 100_000);
            Assert.Contains(nameof(IndexOutOfRangeException), result.Fault, StringComparison.Ordinal);
            var corpus = new Corpus(folder.FullName);
            corpus.Keep(target, result.Input!);
            Assert.NotNull(target.FaultOf(Assert.Single(corpus.Of(target)).Value));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static FuzzTarget Find(string name) => Targets.All.Single(target => target.Name == name);
}
