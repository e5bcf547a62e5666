using Pedestal.Hal.Host.Platform;

namespace Pedestal.Hal.Esp32.Tests;

public sealed class EspFileStoreTests : IDisposable
{
    readonly Board _board = new(new VirtualTime());
    readonly IDisposable _entered;

    public EspFileStoreTests() => _entered = _board.Enter();

    static EspFileStore Store => new("I:\\");

    public void Dispose()
    {
        _entered.Dispose();
        _board.Dispose();
    }

    [Fact]
    public void Files_are_written_appended_moved_and_deleted()
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
    public void Failing_flash_is_reported_without_an_exception()
    {
        Assert.Equal(FileResult.Ok, Store.Write("a", [1]));
        _board.Flash.Failed = true;
        Assert.Equal(FileResult.Failed, Store.Read("a", out _));
        Assert.Equal(FileResult.Failed, Store.Write("a", [1]));
        Assert.Equal(FileResult.Failed, Store.Append("a", [1]));
        Assert.Equal(FileResult.Failed, Store.Move("a", "b"));
        Assert.Equal(FileResult.Failed, Store.Delete("a"));
    }
}
