using Pedestal.Core.Settings;
using Pedestal.Hal.Esp32;

namespace Pedestal.Hal.Host.Platform.Tests;

public sealed class FlashTests : IDisposable
{
    readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("flash-").FullName, "pedestal");

    static EspFileStore Files => new(@"I:\");

    public void Dispose() => Directory.GetParent(_folder)!.Delete(true);

    [Fact]
    public void Files_of_a_folder_are_found_again()
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
    public void A_folder_that_cannot_be_is_told_and_does_not_throw()
    {
        File.WriteAllText(_folder, "in the way");

        Do(new Flash(_folder), () =>
        {
            Assert.Equal(FileResult.Failed, Files.Write("a", [1]));
            Assert.Equal(FileResult.Failed, Files.Append("a", [1]));
        });
    }

    [Fact]
    public void Power_that_goes_at_any_byte_leaves_one_of_the_two_settings_whole()
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

    /// <summary>On a board with this flash, which loses its power when the flash is cut.</summary>
    static void Do(Flash flash, Action program)
    {
        using var board = new Board(new VirtualTime(), flash);
        using var bench = board.Enter();
        program();
    }
}
