namespace Pedestal.Readme.Tests;

/// <summary>Every command on a page, run as printed, in the order of the page.</summary>
public sealed class ReadmeTests
{
    const string Venue = "dotnet run --project tools/services/venue";
    const string Provision = "dotnet run --project tools/services/venue -- provision --venue demo --device ";
    const string Palms = "dotnet run --project tools/lab/phantom -- --palms 2 --samples 2 --seed 1 --out ";

    static readonly Marks Serves = Read("until stopped");

    /// <summary>Commands that the reader of a README has already run; a mark stands before those that keep running.</summary>
    static readonly Dictionary<string, (string Command, Marks Marks)[]> Before = new(StringComparer.Ordinal)
    {
        ["tools/lab/evaluate/README.md"] = [("dotnet run --project tools/lab/phantom -- --palms 4 --samples 6 --seed 1 --out hands", Marks.None)],
        ["tools/lab/cost-meter/README.md"] = [(Palms + "hands", Marks.None)],
        ["tools/services/matcher/README.md"] = [(Provision + "gate-1", Marks.None), (Venue, Serves)],
        ["tools/services/ticketing/README.md"] = [(Provision + "gate-1", Marks.None)],
        ["tools/virtual-pedestal/README.md"] =
        [
            ("for i in 1 2 3 4 5 6 7 8 9 10; do " + Provision + "gate-$i; done", Marks.None),
            (Venue, Serves),
        ],
        ["tools/field/console/README.md"] =
        [
            (Provision + "gate-1", Marks.None),
            ("dotnet run --project tools/virtual-pedestal -- --keys data/gate-1.keys.json --console-port 2300", Serves),
        ],
        ["tools/field/fleet/README.md"] =
        [
            (Provision + "gate-3", Marks.None), (Venue, Serves),
            ("dotnet run --project tools/virtual-pedestal -- --keys data/gate-3.keys.json", Serves),
            ("until dotnet run --project tools/field/fleet -- watch --once | grep -q 'gate-3: ok'; do :; done", Marks.None),
        ],
    };

    public static TheoryData<string> WithCommands => [.. Repository.Pages.Where(readme =>
        CommandBlock.Of(Repository.Root, readme).Any(block => block.Marks.Needs is null))];

    static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(WithCommands))]
    public async Task Every_command_works_as_printed(string readme)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The commands are for a POSIX shell.");
        await using var checkout = new Checkout();
        foreach (var (command, marks) in Before.GetValueOrDefault(readme, []))
        {
            await checkout.RunAsync(command, marks, $"before {readme}", Cancellation);
        }

        foreach (var block in CommandBlock.Of(checkout.Root, readme).Where(block => block.Marks.Needs is null))
        {
            await checkout.RunAsync(block, Cancellation);
        }
    }

    [Fact]
    public async Task Every_command_within_a_sentence_has_valid_arguments()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "The commands are for a POSIX shell.");
        await using var checkout = new Checkout();
        var marks = Read("arguments only");
        foreach (var readme in Repository.Pages)
        {
            foreach (var command in CommandBlock.Inline(checkout.Root, readme))
            {
                await checkout.RunAsync(command, marks, readme, Cancellation);
            }
        }
    }

    [Fact]
    public void Every_program_that_needs_hardware_at_least_exists()
    {
        foreach (var block in Repository.Pages.SelectMany(readme => CommandBlock.Of(Repository.Root, readme)))
        {
            foreach (var script in block.Commands.Select(command => command.Split(' ')[0]).Where(word => word.StartsWith("tools/", StringComparison.Ordinal)))
            {
                Assert.Contains(script, Repository.Files);
            }
        }
    }

    static Marks Read(string mark) => Marks.TryRead($"<!-- commands: {mark} -->", "", out var marks) ? marks : Marks.None;
}
