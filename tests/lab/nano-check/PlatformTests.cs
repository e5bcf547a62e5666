namespace Pedestal.NanoCheck.Tests;

/// <summary>What does not compile for the device.</summary>
public sealed class PlatformTests
{
    [Theory]
    [InlineData("string A(string s) => s.Replace(\"a\", \"b\");", "1 CS1061")]
    [InlineData("\nvoid A() { System.Threading.Thread.Sleep(System.TimeSpan.FromDays(1)); }", "2 CS0117")]
    [InlineData("int? _a;", "1 CS0518")]
    [InlineData("void A() { var l = new System.Collections.Generic.List<int>(); }", "1 CS0234")]
    [InlineData("void A() { var f = (int x) => x; }", "1 CS8773")]
    [InlineData("async void A() { }", "1 CS0518")]
    public void Anything_outside_the_contract_or_language_is_found_at_its_line(string members, string finding) =>
        Assert.Contains(finding, Sample.FindingsIn(members));

    [Fact]
    public void Platform_members_in_use_are_counted_once()
    {
        using var sample = new Sample(
            "namespace S { public class C { int A(string s) => s.Length; int B(string s) => s.Length; } }");
        var members = sample.Check().PlatformMembers;
        Assert.Equal(["System.Object..ctor() : Void", "System.String.get_Length() : Int32"], members);
    }

    [Fact]
    public void Finding_reads_as_build_tools_expect()
    {
        using var sample = new Sample("namespace S { public class C { int[,] _a; } }");
        var finding = Assert.Single(sample.Check().Findings);
        Assert.StartsWith(
            $"lib{Path.DirectorySeparatorChar}Source0.cs(1,39): error NANO202: ", finding.ToText(sample.FullPath("")));
    }

    [Fact]
    public void Declarations_that_do_not_compile_are_reported()
    {
        var error = Assert.Throws<InvalidDataException>(() =>
            new PlatformContract(new Dictionary<string, string> { ["mscorlib"] = "class" }));
        Assert.StartsWith("contract/mscorlib.cs(1,", error.Message);
    }
}
