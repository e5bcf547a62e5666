namespace Pedestal.Identity.Tests;

public sealed class KeyCheckTests : IDisposable
{
    readonly TempStore _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public void Only_the_owner_can_read_the_key_file()
    {
        _files.Open().Dispose();
        Assert.Equal(64, File.ReadAllText(_files.Key).Trim().Length);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_files.Key));
        }
    }

    [Fact]
    public void A_wrong_key_is_reported()
    {
        _files.Open().Dispose();
        File.Delete(_files.Key);
        StoreKey.Create(_files.Key);
        Assert.Equal(PalmStoreError.WrongKey, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }

    [Fact]
    public void A_missing_key_is_reported_and_not_replaced()
    {
        _files.Open().Dispose();
        File.Delete(_files.Key);
        Assert.Equal(PalmStoreError.KeyMissing, Assert.Throws<PalmStoreException>(_files.Open).Error);
        Assert.False(File.Exists(_files.Key));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00ff")]
    [InlineData("this is no key")]
    public void A_key_file_without_a_key_is_reported(string content)
    {
        File.WriteAllText(_files.Key, content);
        Assert.Equal(PalmStoreError.KeyMalformed, Assert.Throws<PalmStoreException>(_files.Open).Error);
    }
}
