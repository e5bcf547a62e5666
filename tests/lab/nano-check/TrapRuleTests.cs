namespace Pedestal.NanoCheck.Tests;

/// <summary>Code that runs differently from how it reads: warnings.</summary>
public sealed class TrapRuleTests
{
    [Theory]
    [InlineData("int M(int a) => checked(a + 1);", "NANO301")]
    [InlineData("byte M(int a) { checked { return (byte)a; } }", "NANO301")]
    [InlineData("float M(float a, float b) => a / b;", "NANO302")]
    [InlineData("double M(double a, double b) { a %= b; return a; }", "NANO302")]
    [InlineData("enum E { A } string M(E e) => e.ToString();", "NANO303")]
    [InlineData("enum E { A } string M(E e) => \"is \" + e;", "NANO303")]
    [InlineData("static C() { throw new Exception(\"no\"); }", "NANO304")]
    [InlineData("static string a; static object s = a ?? throw new Exception(\"no\");", "NANO304")]
    [InlineData("\n// hot: per frame\nvoid M() { var a = new int[4]; }", "NANO305")]
    [InlineData("\n// hot: per frame\nstring M(string a) => a + a;", "NANO305")]
    [InlineData("\n// hot: per frame\nobject M(int a) => a;", "NANO305")]
    [InlineData("\n// hot: per frame\nvoid M() { Action a = M; a(); }", "NANO305")]
    [InlineData("\n// hot: per frame\nstring M(string a) => a.Trim();", "NANO305")]
    [InlineData("\n// hot: per frame\nclass H { object M() => new object(); }", "NANO305")]
    public void A_trap_gives_a_warning(string members, string rule)
    {
        using var sample = new Sample("using System; class C { " + members + " }");
        var result = sample.Check();
        Assert.Contains(result.Findings, finding => finding.Rule == rule && finding.IsWarning);
        Assert.Equal(0, result.Violations);
    }

    [Theory]
    [InlineData("int M(int a) => unchecked(a + 1);")]
    [InlineData("float M(float a) => a / 2;")]
    [InlineData("int M(int a, int b) => a / b;")]
    [InlineData("enum E { A } string M(E e) => ((int)e).ToString();")]
    [InlineData("static Action s = () => throw new Exception(\"later\");")]
    [InlineData("void M() { var a = new int[4]; }")]
    [InlineData("\n// hot: per frame\nvoid M(bool bad) { if (bad) throw new Exception(\"no\"); }")]
    [InlineData("\n// hot: per frame\nclass H { int[] _a = new int[4]; H() { _a = new int[8]; } }")]
    public void Harmless_code_gives_no_warning(string members) => Assert.Empty(Sample.FindingsIn(members));
}
