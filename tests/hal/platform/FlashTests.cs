using Pedestal.Core.Settings;
using Pedestal.Hal.Esp32;

namespace Pedestal.Hal.Host.Platform.Tests;

public sealed class FlashTests : IDisposable
{
    readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("flash-").FullName, "pedestal");

    static EspFileStore Files => new(@"I:\");

    public void Dispose() => Directory.GetParent(_folder)!.Delete(true);

    [Fact]
    public void Files_in_a_folder_persist()
    {
        Do(new Flash(_folder), () =>
        {
            Assert.Equal(FileResult.Ok, Files.Write("a", [1, 2]));
            Assert.Equal(FileResult.Ok, Files.Append("a", [3]));
            Assert.Equal(FileResult.Ok, Files.Write("b", [4]));
            Assert.Equal(FileResult.Ok, Files.Move("b", "c"));
            Assert.Equal(FileResult.Ok, Files.Write("d", [5]));
            Assert.Equal(FileResult.Ok, Files.Delete("d"));
        });

        var flash = new Flash(_folder);

        Assert.Equal(["a", "c"], flash.Names);
        Assert.Equal([1, 2, 3], flash.Find("a"));
        Assert.Equal([4], flash.Find("c"));
    }

    [Fact]
    public void An_unusable_folder_is_reported_without_an_exception()
    {
        File.WriteAllText(_folder, "in the way");

        Do(new Flash(_folder), () =>
        {
            Assert.Equal(FileResult.Failed, Files.Write("a", [1]));
            Assert.Equal(FileResult.Failed, Files.Append("a", [1]));
        });
    }

    [Fact]
    public void A_power_cut_at_any_byte_leaves_the_old_or_the_new_settings()
    {
        var cuts = 0;
        for (var after = 0; ; after++)
        {
            var flash = new Flash();
            Do(flash, () => Assert.Equal(SettingsResult.Done, new SettingsStore(Files).Save(Values("one"), TrialProof.None)));
            flash.CutAfter(after);
            var isDone = false;
            Do(flash, () => isDone = new SettingsStore(Files).Save(Values("two"), TrialProof.None) == SettingsResult.Done);
            flash.CutAfter(null);
            if (isDone)
            {
                break;
            }

            cuts++;
            Do(flash, () =>
            {
                var store = new SettingsStore(Files);
                Assert.Equal(SettingsState.Current, store.Load());
                Assert.Contains(store.Values()[0], (string[])["one", "two"]);
            });
        }

        Assert.InRange(cuts, 20, 10_000);
    }

    static string[] Values(string first)
    {
        var values = new string[SettingsSchema.All.Length];
        values[0] = first;
        return values;
    }

    /// <summary>Runs on a board with this flash; a cut of the flash powers the board down.</summary>
    static void Do(Flash flash, Action program)
    {
        using var board = new Board(new VirtualTime(), flash);
        using var entered = board.Enter();
        program();
    }
}
