using System.Text.Json;
using Pedestal.ConsoleTool.Report;

namespace Pedestal.Console.Tests;

/// <summary>The verdict of a commissioning report on the self test.</summary>
public sealed class VerdictTests
{
    static readonly JsonElement Nothing = JsonDocument.Parse("{}").RootElement;

    [Theory]
    [InlineData("pass", "Self test passed: 2 passed, 0 failed, 0 skipped", "pass", "pass")]
    [InlineData("incomplete", "Self test incomplete: 1 passed, 0 failed, 1 skipped", "pass", "skipped")]
    [InlineData("fail", "Self test failed: 0 passed, 1 failed, 1 skipped", "skipped", "fail")]
    [InlineData("incomplete", "Self test incomplete: 0 passed, 0 failed, 0 skipped")]
    public void A_skipped_item_is_not_a_pass(string verdict, string sentence, params string[] results)
    {
        var report = new Commissioning(
            Nothing, Nothing, [], [.. results.Select(result => new TestItem("gate", result, "", "", ""))], null, "", [], null, []);

        Assert.Equal(verdict, report.Verdict);
        Assert.Contains(sentence, new ReportPage(report, "", DateTimeOffset.UnixEpoch).Write(), StringComparison.Ordinal);
    }
}
