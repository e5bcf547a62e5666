using Pedestal.Core.Settings;
using Pedestal.Hal;
using Pedestal.Hal.Host;

namespace Pedestal.Core.Tests;

public sealed class FolderStoreTests : IDisposable
{
    readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("files-").FullName, "pedestal");

    FolderStore Store => new(_folder);

    public void Dispose() => Directory.GetParent(_folder)!.Delete(true);

    [Fact]
    public void Files_are_written_added_to_moved_and_removed()
    {
        Assert.Equal(FileResult.Missing, Store.Read("a", out _));
        Assert.Equal(FileResult.Missing, Store.Move("a", "b"));
        Assert.Equal(FileResult.Missing, Store.Delete("a"));

        Assert.Equal(FileResult.Ok, Store.Append("a", [1]));
        Assert.Equal(FileResult.Ok, Store.Append("a", [2, 3]));
        Assert.Equal(FileResult.Ok, Store.Read("a", out var content));
        Assert.Equal([1, 2, 3], content);

        Assert.Equal(FileResult.Ok, Store.Write("b", [4]));
        Assert.Equal(FileResult.Failed, Store.Move("a", "b"));
        Assert.Equal(FileResult.Ok, Store.Delete("b"));
        Assert.Equal(FileResult.Ok, Store.Move("a", "b"));
        Assert.Equal(FileResult.Ok, Store.Read("b", out content));
        Assert.Equal(3, content.Length);
    }

    [Fact]
    public void Settings_kept_in_a_folder_are_found_again()
    {
        Assert.Equal(SettingsResult.Done, new SettingsStore(Store).Save(PowerCutTests.Values("a"), TrialProof.None));

        var store = new SettingsStore(Store);

        Assert.Equal(SettingsState.Current, store.Load());
        Assert.Equal(PowerCutTests.Values("a"), store.Values());
    }

    [Fact]
    public void A_folder_that_cannot_be_is_told_and_does_not_throw()
    {
        File.WriteAllText(_folder, "in the way");

        Assert.Equal(FileResult.Failed, Store.Write("a", [1]));
        Assert.Equal(FileResult.Failed, Store.Append("a", [1]));
    }
}
