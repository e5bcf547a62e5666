namespace Pedestal.Evaluate.Tests;

public class SampleTests
{
    [Theory]
    [InlineData(@"(?<palm>\d+)_(?<sample>\d+)", "0012_03.pgm", "0012", "3")]
    [InlineData(@"^(?<palm>\d+)_(?<sample>\d+)$", "0012_03.pgm", "0012", "3")]
    [InlineData(@"^(?<palm>\d+)_(?<sample>\d+)\.png$", "7_10.png", "7", "10")]
    [InlineData(@"^(?<palm>\d+/[lr])/.*_(?<sample>\w+)$", "12/l/dark_a.jpg", "12/l", "a")]
    [InlineData(@"(?P<palm>\d+)_(?P<sample>\d+)", "0012_03.pgm", "0012", "3")]
    [InlineData(@"s(?<sample>\d+)/p(?<palm>\d+)", "s0/p5.pgm", "5", "0")]
    public void A_pattern_extracts_palm_and_sample_with_or_without_the_extension(
        string pattern, string path, string palm, string sample)
    {
        Assert.True(SamplePattern.Parse(pattern).TryMatch(path, out var foundPalm, out var foundSample));
        Assert.Equal((palm, sample), (foundPalm, foundSample));
    }

    [Theory]
    [InlineData(@"(?<palm>\d+)_(?<sample>\d+)", "readme.png")]
    [InlineData(@"(?<palm>\d*)_(?<sample>\d+)", "_3.png")]
    public void Other_paths_do_not_match(string pattern, string path) =>
        Assert.False(SamplePattern.Parse(pattern).TryMatch(path, out _, out _));

    [Theory]
    [InlineData(@"(\d+)_(?<sample>\d+)", "no group named palm")]
    [InlineData(@"(?<palm>\d+)_(\d+)", "no group named sample")]
    [InlineData(@"(?<palm>\d+", "not a regular expression")]
    public void A_pattern_without_a_required_group_is_refused_with_the_reason(string pattern, string message) =>
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SamplePattern.Parse(pattern)).Message);

    [Fact]
    public void A_pattern_that_backtracks_without_end_is_refused()
    {
        var pattern = SamplePattern.Parse(@"^(?<palm>(a+)+)(?<sample>b)$");
        var error = Assert.Throws<InvalidDataException>(() => pattern.TryMatch(new string('a', 60), out _, out _));
        Assert.Contains("too long", error.Message);
    }

    [Fact]
    public void Samples_are_found_below_the_folder_and_other_files_are_ignored()
    {
        using var folder = new TestFolder();
        folder.WriteText("b/2_01.PNG", "");
        folder.WriteText("a/1_01.pgm", "");
        folder.WriteText("a/1_02.jpeg", "");
        folder.WriteText("a/1_03.txt", "");
        folder.WriteText("a/notes.png", "");
        IReadOnlyList<string> unmatched = [];
        var samples = FolderSamples.Find(
            folder.Info, SamplePattern.Parse(@"/(?<palm>\d+)_(?<sample>\d+)$"), paths => unmatched = paths);
        Assert.Equal(["a/notes.png"], unmatched);
        Assert.Equal(["a/1_01.pgm", "a/1_02.jpeg", "b/2_01.PNG"], samples.Select(s => s.Name));
        Assert.Equal([("1", "1"), ("1", "2"), ("2", "1")], samples.Select(s => (s.Palm, s.Number)));
    }

    [Fact]
    public void A_folder_without_usable_pictures_is_refused_with_the_reason()
    {
        using var folder = new TestFolder();
        var pattern = SamplePattern.Parse(@"^(?<palm>\d+)_(?<sample>\d+)$");
        Assert.Contains("has no pictures", Refused(folder.Info));
        folder.WriteText("palm-x.png", "");
        Assert.Contains("matches none of the 1 pictures", Refused(folder.Info));
        Assert.Contains("palm-x.png", Refused(folder.Info));
        folder.WriteText("1_1.png", "");
        folder.WriteText("1_01.pgm", "");
        Assert.Contains("would both be sample 1 of palm 1", Refused(folder.Info));
        Assert.Contains("does not exist", Refused(new DirectoryInfo(Path.Combine(folder.Info.FullName, "none"))));

        string Refused(DirectoryInfo where) =>
            Assert.Throws<InvalidDataException>(() => FolderSamples.Find(where, pattern, _ => { })).Message;
    }

    [Fact]
    public void Samples_are_split_by_number_and_gaps_are_reported()
    {
        PalmSample[] samples = [Tables.Sample("b", "1"), Tables.Sample("b", "4"), Tables.Sample("a", "1"), Tables.Sample("a", "9")];
        var split = SampleSplit.Of(samples, ["1"], ["4"]);
        Assert.Equal(["a", "b"], split.Palms.Select(palm => palm.Palm));
        Assert.Equal(["Palm a has no sample 4."], split.Missing);
        Assert.Equal(["b_4"], split.Palms[1].Probes.Select(s => s.Name));
        Assert.Equal(["b_1"], split.Palms[1].Gallery.Select(s => s.Name));
    }

    [Fact]
    public void Impossible_lists_are_refused()
    {
        PalmSample[] samples = [Tables.Sample("a", "1"), Tables.Sample("a", "4")];
        Assert.Contains("Sample 4 is in --gallery and in --probe", Refused(["1", "4"], ["4"]));
        Assert.Contains("No palm has a sample 5; the samples are 1, 4.", Refused(["1"], ["4", "5"]));
        Assert.Contains("--probe names no sample", Refused(["1"], []));
        Assert.Contains("--gallery names no sample", Refused([], ["4"]));
        Assert.Equal(["1", "2", "a"], SampleSplit.ParseNumbers(" 01, 2,,a,1"));

        string Refused(string[] gallery, string[] probes) =>
            Assert.Throws<InvalidDataException>(() => SampleSplit.Of(samples, gallery, probes)).Message;
    }
}
