namespace Pedestal.Hal.Esp32.Tests;

public sealed class EspFileStoreTests : IDisposable
{
    readonly string _folder = Directory.CreateTempSubdirectory("files-").FullName;

    EspFileStore Store => new(_folder + Path.DirectorySeparatorChar);

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public void Files_are_written_added_to_moved_and_removed()
    {
        Assert.Equal(FileResult.Missing, Store.Read("a", out _));
        Assert.Equal(FileResult.Missing, Store.Move("a", "b"));
        Assert.Equal(FileResult.Missing, Store.Delete("a"));

        Assert.Equal(FileResult.Ok, Store.Append("a", [1]));
        Assert.Equal(FileResult.Ok, Store.Append("a", [2, 3]));
        Assert.Equal(FileResult.Ok, Store.Write("b", [4]));
        Assert.Equal(FileResult.Failed, Store.Move("a", "b"));
        Assert.Equal(FileResult.Ok, Store.Delete("b"));
        Assert.Equal(FileResult.Ok, Store.Move("a", "b"));

        Assert.Equal(FileResult.Ok, Store.Read("b", out var content));
        Assert.Equal([1, 2, 3], content);
        Assert.Equal(FileResult.Ok, Store.Write("b", [5]));
        Store.Read("b", out content);
        Assert.Equal([5], content);
    }

    [Fact]
    public void Storage_that_fails_is_told_and_does_not_throw()
    {
        var store = new EspFileStore(Path.Combine(_folder, "no", "such") + Path.DirectorySeparatorChar);
        Assert.Equal(FileResult.Failed, store.Write("a", [1]));
        Assert.Equal(FileResult.Failed, store.Append("a", [1]));
    }
}
