namespace Pedestal.NanoCheck.Tests;

/// <summary>What compiles but does not run.</summary>
public sealed class IlRuleTests
{
    [Theory]
    [InlineData("class G<T> { }")]
    [InlineData("void M<T>() { }")]
    [InlineData("void M() { Func<int> f = null; f(); }")]
    [InlineData("Action<int> _f;")]
    [InlineData("event EventHandler<EventArgs> E;")]
    [InlineData("void M(Action<int> f) { }")]
    [InlineData("void M() { Action<int> f = x => { }; f(1); }")]
    [InlineData("void M() { void Local<T>(T x) { } Local(1); }")]
    public void Anything_generic_is_found(string members)
    {
        var findings = Sample.FindingsIn(members);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal("1 NANO201", finding));
    }

    [Theory]
    [InlineData("int[,] _a;")]
    [InlineData("object M() => new int[2, 3];")]
    [InlineData("int M(object o) => ((int[,,])o)[0, 0, 0];")]
    [InlineData("int[][,] _a;")]
    public void A_rectangular_array_is_found(string members)
    {
        var findings = Sample.FindingsIn(members);
        Assert.NotEmpty(findings);
        Assert.All(findings, finding => Assert.Equal("1 NANO202", finding));
    }

    [Fact]
    public void A_default_interface_method_is_found() =>
        Assert.Equal(["2 NANO203"], Sample.FindingsIn("interface I { void A();\nint B() => 1; static int S() => 2; }"));

    [Theory]
    [InlineData("unsafe void M() { var p = stackalloc int[4]; p[0] = 1; }")]
    [InlineData("unsafe int* _p;")]
    [InlineData("unsafe void M(byte[] a) { fixed (byte* p = a) { *p = 1; } }")]
    public void A_pointer_or_stackalloc_is_found(string members) =>
        Assert.Contains("1 NANO204", Sample.FindingsIn(members, isUnsafe: true));

    [Fact]
    public void A_function_pointer_is_found() =>
        Assert.Contains("2 NANO205", Sample.FindingsIn(
            "static int One() => 1; static unsafe int M() { delegate*<int> f = &One;\nreturn f(); }", isUnsafe: true));

    [Fact]
    public void A_module_initialiser_is_found()
    {
        using var sample = new Sample("""
            namespace System.Runtime.CompilerServices { class ModuleInitializerAttribute : Attribute { } }
            static class C
            {
                static int s_count;
                [System.Runtime.CompilerServices.ModuleInitializer]
                internal static void Start()
                {
                    s_count++;
                }
            }
            """);
        Assert.Equal(["Source0.cs(8) NANO206"], sample.Findings());
    }

    [Theory]
    [InlineData(255, false)]
    [InlineData(256, true)]
    public void More_locals_than_the_interpreter_has_are_found(int count, bool found)
    {
        var locals = string.Concat(Enumerable.Range(0, count).Select(i => $"int v{i} = n; F(ref v{i}); "));
        var findings = Sample.FindingsIn($"void F(ref int v) {{ }} void M(int n) {{ {locals} }}");
        Assert.Equal(found ? ["1 NANO207"] : [], findings);
    }

    [Theory]
    [InlineData("static void", 255, false)]
    [InlineData("static void", 256, true)]
    [InlineData("void", 255, true)] // plus the constructor
    [InlineData("public virtual void", 256, true)]
    public void More_methods_of_a_kind_than_a_byte_counts_are_found(string kind, int count, bool found)
    {
        var methods = string.Concat(Enumerable.Range(0, count).Select(i => $"{kind} M{i}() {{ }} "));
        Assert.Equal(found ? ["1 NANO208"] : [], Sample.FindingsIn(methods));
    }

    [Theory]
    [InlineData(60_000, 0, false)]
    [InlineData(60_001, 0, true)]
    [InlineData(40_000, 30_000, true)]
    public void Array_data_beyond_the_limit_is_found(int first, int second, bool found)
    {
        static string Data(string name, int size) =>
            $"static readonly byte[] {name} = {{ {string.Join(',', Enumerable.Range(0, size).Select(i => i % 251 + 1))} }};\n";
        var findings = Sample.FindingsIn(Data("A", first) + (second == 0 ? "" : Data("B", second)));
        Assert.Equal(found ? ["1 NANO209"] : [], findings);
    }

    [Theory]
    [InlineData("string[] _a = new string[3];", true)]
    [InlineData("string[] M() => new string[3];", true)]
    [InlineData("void M(string[] a) => System.Array.Clear(a, 0, a.Length);", true)]
    [InlineData("string[] M() { var a = new string[3]; for (var i = 0; i < 3; i++) { a[i] = null; } return a; }", false)]
    [InlineData("string[] M() => new[] { \"a\", \"b\" };", false)]
    [InlineData("int[] M() => new int[3];", false)]
    [InlineData("void M(byte[] a) => System.Array.Clear(a, 0, a.Length);", false)]
    public void Strings_the_platform_cannot_compare_are_found(string code, bool found) =>
        Assert.Equal(found ? ["1 NANO212"] : [], Sample.FindingsIn(code));

    [Theory]
    [InlineData(30, false)]
    [InlineData(35, true)]
    public void More_code_than_the_metadata_processor_takes_is_found(int methods, bool found)
    {
        // Loading, adding and storing a field takes 16 bytes, so about 2,000 for each method.
        var body = string.Concat(Enumerable.Repeat("s += 1000;", 125));
        var code = "static int s; " + string.Concat(Enumerable.Range(0, methods).Select(i => $"static void M{i}() {{ {body} }} "));
        Assert.Equal(found ? ["1 NANO210"] : [], Sample.FindingsIn(code));
    }

    [Theory]
    [InlineData(6, false)]
    [InlineData(7, true)]
    public void More_text_than_the_metadata_processor_takes_is_found(int literals, bool found)
    {
        var code = string.Concat(Enumerable.Range(0, literals)
            .Select(i => $"string M{i}() => \"{new string((char)('a' + i), 10_000)}\"; "));
        Assert.Equal(found ? ["1 NANO211"] : [], Sample.FindingsIn(code));
    }
}
